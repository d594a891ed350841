// Elements from values. Text always becomes a text node: nothing that an article says is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: attributes by name (`on` for listeners), then children: nodes, text, lists of them, or nothing. */
export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same in SVG. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, told] of Object.entries(value)) node.addEventListener(event, told);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Put children in the place of what an element holds. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(4).filter(Boolean));
  return node;
}

/** A link to somewhere else; an address that is not http(s) stays text. */
export function outside(url, ...words) {
  if (!/^https?:\/\//i.test(url)) return el("span", {}, ...words);
  return el("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, ...words);
}

/** A part of a view under a heading of its own. */
export function part(title, ...children) {
  return el("section", { class: "part" }, el("h3", {}, title), el("div", {}, ...children));
}

/** Say something to who listens instead of looking. */
export function say(words) {
  document.getElementById("said").textContent = words;
}
