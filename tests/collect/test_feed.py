"""Feeds as bytes → articles: every form, every slip of publishers, and what is refused."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from tests.collect.helpers import NOW, about, an_hour_apart, an_item, rss

from firebell.article import Article, parse
from firebell.article import encode as encoded
from firebell.collect.errors import CollectError
from firebell.collect.feed import Feed, read

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Example News</title>
<entry><title type="html">Shelling &lt;b&gt;kills&lt;/b&gt; two</title><id>urn:1</id>
<link rel="alternate" href="/world/1?utm_medium=feed"/><updated>2026-03-05T11:00:00Z</updated>
<published>2026-03-05T10:00:00+02:00</published><summary>Short.</summary>
<content type="html">&lt;p&gt;Two people were killed.&lt;/p&gt;&lt;p&gt;More follows.&lt;/p&gt;</content>
</entry></feed>"""

RDF = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>Example News</title></channel>
<item rdf:about="https://news.example/9"><title>Gunmen kill three</title><link>https://news.example/9</link>
<description>Gunmen killed three farmers.</description><dc:date>2026-03-04T08:30:00Z</dc:date></item></rdf:RDF>"""


def one(raw: bytes, **known: str) -> Article:
    found = read(raw, about(**known)).articles
    assert len(found) == 1
    return found[0]


def test_rss_becomes_articles() -> None:
    article = one(rss(an_item(), more="<language>en-us</language>"))
    assert article == Article(
        id="https://news.example/goma",
        title="Bomb at market in Goma kills five",
        text="A bomb hidden in a sack killed five people at a market in Goma on Thursday, medics said.",
        url="https://news.example/goma",
        source="Example News",
        published_at=NOW,
        language="en-us",
    )
    assert parse(encoded(article)) == article


def test_atom_gives_its_longest_text_and_the_date_of_publication() -> None:
    article = one(ATOM)
    assert article.title == "Shelling kills two"
    assert article.text == "Two people were killed.\nMore follows."
    assert article.url == "https://news.example/world/1"
    assert article.published_at == datetime(2026, 3, 5, 8, tzinfo=UTC)


def test_rdf_is_a_feed_too() -> None:
    article = one(RDF)
    assert (article.title, article.url) == ("Gunmen kill three", "https://news.example/9")
    assert article.published_at == datetime(2026, 3, 4, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        pytest.param("Army &amp; police clash", "Army & police clash", id="escaped once, as XML wants it"),
        pytest.param("Army &amp;amp; police clash", "Army & police clash", id="escaped twice"),
        pytest.param("&lt;b&gt;Five&lt;/b&gt; killed", "Five killed", id="tags, escaped"),
        pytest.param("<![CDATA[<i>Five</i> killed]]>", "Five killed", id="tags in CDATA"),
        pytest.param("Five\n   killed\t today", "Five killed today", id="lines broken by the editor"),
        pytest.param("Fewer than 5 &lt; 6 killed", "Fewer than 5 < 6 killed", id="a sign that is no tag"),
        pytest.param("&lt;script&gt;alert(1)&lt;/script&gt;Five killed", "Five killed", id="a script"),
    ],
)
def test_html_in_a_title_becomes_text(written: str, title: str) -> None:
    assert one(rss(an_item(title=written))).title == title


def test_what_is_not_seen_is_no_text() -> None:
    text = (
        "&lt;p&gt;Five died.&lt;!-- &lt;p&gt;hidden --&gt;&lt;style&gt;p {}&lt;/style&gt;&lt;br/&gt;Ten hurt."
    )
    assert one(rss(an_item(text=text))).text == "Five died.\nTen hurt."


def test_the_tail_of_a_blog_is_left_out() -> None:
    text = (
        "&lt;p&gt;Five died.&lt;/p&gt;&lt;p&gt;The post Five died appeared first on Example News.&lt;/p&gt;"
    )
    assert one(rss(an_item(text=text))).text == "Five died."


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://news.example/a?utm_source=rss&amp;id=7&amp;fbclid=x", "https://news.example/a?id=7"),
        ("https://news.example/a#xtor=RSS-3", "https://news.example/a"),
        ("https://news.example/live#block-7", "https://news.example/live#block-7"),
        ("HTTPS://NEWS.example:443/A?at_medium=RSS", "https://news.example/A"),
        ("/a?b=c", "https://news.example/a?b=c"),
        ("https://me:pass@news.example/a", "https://news.example/a"),
        ("javascript:alert(1)", ""),
        ("http://[broken", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_a_link_names_the_page_and_not_the_way_to_it(link: str, address: str) -> None:
    assert one(rss(an_item(link))).url == address


def test_the_same_page_under_two_links_is_one_article() -> None:
    first = one(rss(an_item("https://news.example/a?utm_campaign=1")))
    assert first.id == one(rss(an_item("https://news.example/a?utm_campaign=2"))).id


def test_entries_that_share_a_link_are_articles_of_their_own() -> None:
    home = "https://news.example/"
    items = [an_item(home, "Five killed"), an_item(home, "Ten hurt", more="<guid>7</guid>")]
    found = read(rss(*items), about()).articles
    assert len({article.id for article in found}) == 2
    assert {article.url for article in found} == {home}
    assert [a.id for a in read(rss(*items), about()).articles] == [a.id for a in found]


def test_an_entry_that_a_feed_lists_twice_is_one_article() -> None:
    article = one(rss(an_item(), an_item()))
    assert article.id == article.url


def test_a_guid_may_be_the_only_address() -> None:
    assert one(rss(an_item("", more="<guid>https://news.example/g</guid>"))).url == "https://news.example/g"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        pytest.param("", None, id="missing"),
        pytest.param("<pubDate>soon</pubDate>", None, id="no date"),
        pytest.param(
            "<pubDate>Thu, 05 Mar 2026 15:00:00 GMT</pubDate>", None, id="local time called GMT: not yet"
        ),
        pytest.param("<pubDate>Fri, 05 Mar 2126 12:00:00 GMT</pubDate>", None, id="in a hundred years"),
        pytest.param("<pubDate>Thu, 01 Jan 1801 12:00:00 GMT</pubDate>", None, id="out of all reason"),
        pytest.param(
            "<pubDate>Thu, 05 Mar 2026 12:20:00 GMT</pubDate>", NOW + timedelta(minutes=20), id="a fast clock"
        ),
        pytest.param("<pubDate>Thu, 05 Mar 2026 07:00:00 EST</pubDate>", NOW, id="a zone by its name"),
    ],
)
def test_a_date_that_cannot_be_is_no_date(date: str, moment: datetime | None) -> None:
    assert one(rss(an_item(at=None, more=date))).published_at == moment


def test_articles_come_oldest_first_whatever_their_order() -> None:
    found = read(rss(*an_hour_apart(6)), about())
    assert [article.title for article in found.articles] == [f"Clash number {n}" for n in range(1, 7)]
    assert found.gap == timedelta(hours=1)
    undated = [an_item(f"https://news.example/{n}", f"Clash {n}", at=None) for n in (3, 2, 1)]
    found = read(rss(*undated), about())
    assert [article.title for article in found.articles] == ["Clash 1", "Clash 2", "Clash 3"]
    assert found.gap is None


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param(
            rss(an_item(title="Zaïre")), "text/xml; charset=iso-8859-1", id="the server says Latin-1"
        ),
        pytest.param(
            rss(an_item(title="Zaïre")), "text/xml", id="the server says XML, so ASCII to the letter"
        ),
        pytest.param(
            rss(an_item(title="Zaïre"), head="<?xml version='1.0' encoding='iso-8859-1'?>"),
            "",
            id="its head lies",
        ),
        pytest.param(
            rss(an_item(title="Zaïre"), head="<?xml version='1.0' encoding='iso-8859-1'?>")
            .decode()
            .encode("latin-1"),
            "text/xml; charset=utf-8",
            id="it is Latin-1, as its head says",
        ),
        pytest.param(rss(an_item(title="Zaïre"), head="").decode().encode("utf-16"), "", id="UTF-16"),
    ],
)
def test_a_wrong_charset_spoils_no_name(raw: bytes, kind: str) -> None:
    assert one(raw, kind=kind).title == "Zaïre"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(rss(an_item(), an_item("https://news.example/2")).replace(b"</rss>", b""), id="no end"),
        pytest.param(rss(an_item(title="Army & police")), id="a bare ampersand"),
        pytest.param(rss(an_item(text="Five &nbsp; killed")), id="an entity of HTML"),
        pytest.param(rss(an_item(text="Five\x0b killed")), id="a sign that XML forbids"),
        pytest.param(b"\n  " + rss(an_item()), id="white space before the head"),
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(raw: bytes) -> None:
    found = read(raw, about()).articles
    assert found
    assert found[0].text


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<!doctype html><html><body><p>Not here any more.</p></body></html>",
        b'{"version": "https://jsonfeed.org"}',
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xff" * 500,
    ],
)
def test_what_is_no_feed_is_told(raw: bytes) -> None:
    with pytest.raises(CollectError) as caught:
        read(raw, about())
    assert caught.value.reason == "not_a_feed"


def test_an_empty_feed_is_a_feed() -> None:
    assert read(rss(), about()) == Feed("Example News", ())


def laughs(encoding: str = "utf-8") -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]>'
    return rss(an_item(title="&l9;"), head=head).decode().encode(encoding)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(laughs(), id="a billion laughs"),
        pytest.param(laughs("utf-16"), id="the same in UTF-16"),
        pytest.param(
            rss(an_item(title="&a;" * 1000), head=f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]>'),
            id="one that is long and often used",
        ),
        pytest.param(
            rss(an_item(title="&a;"), head='<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            id="one that reads a file of ours",
        ),
    ],
)
def test_entities_of_its_own_are_refused(raw: bytes) -> None:
    began = time.process_time()
    with pytest.raises(CollectError) as caught:
        read(raw, about())
    assert caught.value.reason == "entities"
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "</p", "&", "<![CDATA[", "<script>", "<div>", "]]>", "<", "<p a='"]
)
def test_text_that_never_ends_takes_no_time(piece: str) -> None:
    text = f"<![CDATA[{(piece * 100_000)[:300_000].replace(']]>', ']]')}]]>"
    began = time.process_time()
    read(rss(an_item(text=text)), about())
    assert time.process_time() - began < 3


def test_an_article_stays_within_what_is_read() -> None:
    article = one(rss(an_item(title="x " * 100_000, text="y " * 900_000)))
    assert parse(encoded(article)) == article


def test_a_publisher_that_hands_on_names_the_others() -> None:
    item = an_item(more="<source url='https://other.example/feed'>The Other</source>")
    known = about()._replace(republishes=True)
    assert read(rss(item), known).articles[0].source == "The Other"
    assert read(rss(an_item()), known).articles[0].source == "Example News"
    assert read(rss(item), about()).articles[0].source == "Example News"
    assert read(rss(item), about(source="")).articles[0].source == ""  # its address tells
