"""The words by which a clause says that a deed is planned, feared, denied, drilled or a tale (CODEBOOK §2)."""

from firebell.reading.text import words

CLAUSE_MARKS = frozenset({";", ":", "\u2013", "\u2014", "(", ")", ".", "!", "?"})
BREAKS = words(
    "but while although though whereas after when following as because since amid despite which who and"
)
"""Words behind which a will, a no or a might of the clause before does not reach."""

BOUNDS = BREAKS | CLAUSE_MARKS

WEAPONS = words("drone missile rocket artillery mortar bomb air ballistic knife gun grenade")
JOINED_REACH = 2
"""Words from an "and" to what it joins to the one before."""

REACH = 7
"""So many words before its verb does a will, a might or a fear govern it."""

LOOK_BACK = REACH + 3
"""A denial may stand a little further off: "denied that there had been any …"."""

DENIAL_REACH = 3
"""So many words before does a "no" or "not" reach."""

WIDE_REACH = 14
"""So many words away does "anniversary", "exercise" or "film" still tell of the finding."""

WILL = words(
    "will would shall 'll vow vows vowed vowing plan plans planned planning intend intends intended "
    "intending threaten threatens threatened threatening pledge pledged pledges promise promises "
    "promised prepare prepares prepared preparing plot plotting plotted poised scheduled expected ready "
    "readies upcoming wants want agreed agrees orders plots conspired conspiring conspiracy "
    "promising pledging swears swore"
)
ABOUT_TO = frozenset(
    {
        ("going", "to"),
        ("set", "to"),
        ("about", "to"),
        ("is", "to"),
        ("are", "to"),
        ("was", "to"),
        ("were", "to"),
        ("or", "be"),
        ("or", "face"),
    }
)
"""Also what is done to those who do not obey: leave or be killed."""

BE = words("be been being")
IS = words("is are was were")
DUE_BEHIND = IS | BE
"""Due to do a thing is who "is due to"; what is done due to a thing has that for its cause."""

NEARLY = words("nearly almost narrowly")
"""What nearly happened did not."""

DRIVES = words(
    "battle operation campaign offensive bid effort efforts fight push drive struggle try tries tried trying attempt "
    "attempts attempted attempting struggled struggling aim aims aimed aiming"
)
"""The battle to retake a town has not taken it yet."""

ABLE = words(
    "managed manage manages able helped helps forced compelled obliged going went sought began begun "
    "started starts begins"
)
"""Before "to free": it was done; who goes "to free hostages" has not yet."""
ORDERED = words("ordered told instructed authorised authorized directed")
"""Who is ordered to shoot has not shot yet."""

WAS_TO = frozenset({("was", "to"), ("were", "to")})
"""Warplanes that were to bomb the town have not; a step that "was to show goodwill" for talks was taken."""

INDEFINITE = words("a an another any")
WOULD = words("would could might")
TELLS = words("said says which that")

WILL_BE = words("will would")
WILL_MEET = frozenset(
    (one, other)
    for one in WILL_BE
    for other in words("resume be begin start reopen restart take open meet convene")
)
"""What talks "between the two sides" will do is told some words behind."""

MEETING_REACH = 14
MIGHT = words(
    "could might may if unless whether possible possibly potential potentially possibility risk risks "
    "risking fear fears feared fearing prospect prospects avoid avoiding averting avert prevent "
    "preventing imminent urge urges urged urging demand demands demanded demanding propose proposes "
    "proposed proposing proposal should must hope hopes hoped hoping consider considers considering "
    "danger can cannot deter deterring discuss discussed discussing threat threats seek seeks seeking encourage "
    "encourages encouraged encouraging offer offers offered offering capable capability capabilities "
    "sought likely unlikely vulnerable concern concerns concerned worry worries worried suspicion rumours rumors "
    "speculation"
)
ASKS = words(
    "call calls called calling push pushes appeal appeals appealed insist insists insisted insisting"
)
UNSURE = MIGHT | ASKS | {"case", "event"}
ASKED_FOR = words("for on")
"""Who calls for a thing or on somebody asks; a thing called so is there."""

ENDS = words(
    "end halt stop stopping cessation investigation inquiry probe justice restraint calm condemn "
    "condemned release over because responsible ending"
)
"""Between a call and a finding: what is called for is its end, so it goes on."""

WARNED_OF = frozenset(
    (one, other)
    for one in words("intelligence tip tips warning warnings alert alerts")
    for other in words("of about for on")
) | {("ruled", "out"), ("rule", "out")}
"""Forces go on alert after intelligence of an attack: it has not come."""

CEASES = words("stop halt end cease avoid")
COMMITS = words(
    "agree agrees agreed vow vows vowed pledge pledges pledged promise "
    "promises promised commit commits committed commitment commitments sign signs signed meant aimed aims intended "
    "designed"
)
"""Who does so to stop a thing does it no more; that he did it is known."""

ENDING_REACH = 4
SAYS_NOT = words("rule ruled ruling hesitate stand sit alive coffins vain")
"""What threatens by a "not" of its own: who does not rule out war, or will not sit idly by."""

AGREED = words("agree agrees agreed")
NOT = words(
    "no not never without nobody none neither nor cannot n't didn't doesn't don't hasn't haven't wasn't "
    "weren't isn't aren't won't"
)
FALSE = words(
    "denied denies deny denying false hoax fake rejected rejects reject rejecting refuted refutes "
    "dismissed dismisses unfounded untrue disputed fabricated rumours rumors refused refuses failed "
    "fails collapsed debunked"
)
NOT_YET_DENIED = words("only yet")
LINK = words(
    "involvement participation participating responsibility role carrying behind knowledge link links "
    "connection complicity part being orchestrating ordering accusations allegations accusation supporting targeting "
    "killing responsible claimed immediately clear known"
)
"""One who denies these denies his part, not that it happened."""

OWN = words("it its they their he his she her we our i my")
"""Who denies that these did it denies his part."""
DENIES = words("denies denied deny denying")
RUMOURS = words("rumour rumours rumor rumors report reports claim claims talk")
REFUSED = words("dismissed denied rejected false untrue unfounded baseless")
REPORTS = words("report reports claim claims rumour rumours rumor rumors story stories news")
UNTRUE = words("false untrue wrong unfounded fake fabricated baseless hoax")

ARTICLES = words("the this that these those its his their her our")
A = words("a an")
PAST = words(
    "convicted convicts sentenced sentences pleaded jury verdict acquitted indict indicts indicted indictment lawsuit "
    "veteran veterans historian historians memoir biography"
)
ANNIVERSARY = words(
    "anniversary commemorate commemorates commemorated commemorating commemoration remembrance centenary"
)
TRIAL = words("trial trials tribunal")
BESIDE_A_TRIAL = words("ahead before at outside during near")
HELD_AT = words("on at during before ahead marking near after as in outside")
RELATIVE = words("when which who where in whose that")
OLD_WARS = frozenset(
    {
        ("world", "war"),
        ("memory", "of"),
        ("homage", "to"),
        ("cold", "war"),
        ("years", "on"),
        ("years", "since"),
        ("decades", "ago"),
        ("vietnam", "war"),
        ("found", "guilty"),
        ("pleads", "guilty"),
        ("jailed", "for"),
        ("jailed", "over"),
    }
)
DRILL = words(
    "exercise exercises drill drills simulation simulated simulates simulate simulating manoeuvres "
    "maneuvers rehearsal test tests tested testing mock tabletop rehearsed rehearse"
)
REHEARSED = words(
    "rehearse rehearsed rehearses rehearsing simulate simulated simulates simulating mock staged"
)
FICTION = words(
    "film films movie movies novel novels thriller sequel starring screenplay fictional fiction "
    "documentary album gamers remake premiere opera videogame sitcom soap trilogy bestseller "
    "protagonist biopic playwright fictitious"
)
NOT_FICTION = words(
    "theater theatre theaters theatres cinema cinemas footage crew crews festival maker makers filmmaker "
    "showed shows posted circulated"
)

TALES = frozenset(
    {
        ("video", "game"),
        ("video", "games"),
        ("tv", "series"),
        ("television", "series"),
        ("tv", "drama"),
        ("television", "drama"),
    }
)
"""Fiction by two words."""

OF_NO_NEWS = FICTION.union(PAST, TRIAL, ANNIVERSARY, (one for one, _ in OLD_WARS | TALES))
"""Where none of these stands near, a finding is told neither in a tale nor as history."""

BREAK_UP = words("collapse collapses collapsed fail fails failed founder foundered")
"""Talks that do so bring no relief (CODEBOOK §8)."""

SUSPECTED = ARTICLES | {"it", "if", "whether"}
SUSPECTING = words("suspect suspects suspecting unclear clear possibility")
RELIEF = words("ceasefire withdrawal release restrictions_lifted calm_claimed")
AWAITING = words("until till")
WENT = words("withdrew withdrawn left gave went came laid held fell fallen let quit")
"""Behind an "until" these tell what happened."""

TRUE_WHATEVER = words("coup assassination")
"""Attempts count as happened (CODEBOOK §8), so "foiled" or "failed" takes nothing away."""

NOUNS_THAT_WILL = words("talks withdrawal release mobilization")
"""What "will resume" follows: talks will resume."""

DONE_BY_ORDER = words("emergency_measures restrictions_lifted mobilization withdrawal release")
"""Who orders these does them; withdrawal and release are asserted once ordered (CODEBOOK §8)."""

FEARS = words("fear fears feared fearing worry worries worried worrying concern concerns concerned")
"""Who fears that another one strikes back utters no threat (CODEBOOK §8 `threat`)."""

DANGER = words("threat danger risk")
"""The threat of more clashes is nobody's word, but a fear (CODEBOOK §8 `threat`)."""

DRILLED = words("mobilization shelling air_strike armed_clash chemical_weapon bombing")

PLAYED = DRILLED | words(
    "attack_on_civilians massacre assassination suicide_bombing abduction riot coup retaliatory_attack "
    "excessive_force"
)
"""What a whole story may only rehearse or remember."""
