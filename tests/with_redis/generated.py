"""Any number of articles about events that never happened, for counting what becomes of them."""

from datetime import UTC, datetime, timedelta
from random import Random

from firebell.article import Article

TOWNS = (
    "Basra",
    "Mosul",
    "Kirkuk",
    "Gao",
    "Kidal",
    "Maiduguri",
    "Idlib",
    "Aleppo",
    "Kandahar",
    "Peshawar",
    "Goma",
)
DEEDS = (
    "A roadside bomb killed {n} soldiers near {town} on {day}, officials said.",
    "Gunmen killed {n} villagers in an attack near {town} on {day}, police said.",
    "At least {n} people were killed when rockets hit {town} on {day}, medics said.",
    "A suicide bomber killed {n} policemen at a checkpoint in {town} on {day}, officials said.",
)
PEACEFUL = (
    "The {town} football club signed {n} young players on {day}.",
    "A market for {n} local painters opened in {town} on {day}.",
)
OUTLETS = ("Reuters", "Associated Press", "Agence France-Presse", "The Daily Example", "Al Jazeera")
BEGIN = datetime(2027, 3, 1, tzinfo=UTC)


def articles(count: int, seed: int = 1) -> list[Article]:
    """Two in three tell of violence; some are told again by another outlet or with another toll."""
    random = Random(seed)  # noqa: S311 -- repeatable on purpose
    made: list[Article] = []
    for number in range(count):
        moment = BEGIN + timedelta(minutes=7 * number)
        deed = random.choice(DEEDS if random.random() < 0.66 else PEACEFUL)
        text = deed.format(n=random.randint(2, 40), town=random.choice(TOWNS), day=f"{moment:%A}")
        made.append(
            Article(
                id=f"g{number}",
                title=text.partition(" on ")[0],
                text=text,
                source=random.choice(OUTLETS),
                published_at=moment,
            )
        )
    return made
