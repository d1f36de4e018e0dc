"""Verbs of speech, the one list of them: anybody's, those of what is made known, and those that take a stand."""

PLAIN = frozenset(  # they tell nothing of who speaks
    ("say tell state add argue write note call describe maintain insist contend stress conclude acknowledge").split()
)
SAYING = PLAIN | frozenset("announce warn vow confirm declare promise pledge threaten reveal".split())
SPEECH = SAYING | frozenset(
    (
        "accuse admit allege answer apologise apologize ask assert assure claim comment complain concede condemn "
        "counter criticise criticize defend demand denounce deny dispute emphasise emphasize explain express own point "
        "praise protest quote reject remark reply report respond slam speak suggest urge voice welcome"
    ).split()
)
