"""What a parent writes in English while it happens, in the plainest words and without "a lot". How a line is read: wording.py."""

from chitta.safety.wording import Family

URGENT_WORDS = {
    "head": "head forehead skull scalp temple eyebrow brow face eye eyes chin cheek ear ears neck throat",
    "limb": (
        "hand hands finger fingers thumb arm arms leg legs foot feet toe toes wrist elbow shoulder thigh belly stomach chest back "
        "palm lip lips tongue"
    ),
    "bleeds": "bleeding bleeds bleed blood bloody",
    "wounds": "cut cuts sliced slashed gashed stabbed poked pierced punctured impaled wound wounded injured gash",
    "falls": "fell fall falls fallen tripped slipped tumbled crashed dropped hit banged bumped smashed slammed knocked cracked rolled",
    "sharp": "knife knives glass scissors blade razor nail screwdriver needle fence stick wire saw can tin broken",
    "notbody": (
        "bear teddy doll dolls toy toys puppet draws drew drawing drawings picture pictures painted monster monsters ketchup sauce like "
        "story book movie film game games play plays playing pretend pretends pretending afraid scared"
    ),
    "slight": "tiny drop drops scratch scratched scab scabs scraped scrape scrapes graze grazed nails cuticle cuticles hangnail mosquito",
    "built": (
        "tower towers lego legos blocks block bridge castle sandcastle house fort tent roof building buildings wall shelf puzzle train "
        "dominoes marriage economy tantrum tantrums laughing sofa couch bed chair"
    ),
    "might": "think thinks thought suspect suspects worried afraid scared fear feel feeling sure know found wonder believe convinced",
    "things": (
        "toy toys tower food plate hair bag shoes shoe coat hat shirt sleeve book books car cars blocks drawing picture things thing "
        "bike backpack tail hand shoulder cheek elbow back truck cup spoon train doll teddy blanket computer phone heart"
    ),
    "grown": (
        "somebody someone man woman guy teacher teachers aide assistant caregiver carer nanny babysitter sitter uncle grandpa grandfather "
        "stepdad stepfather stepbrother neighbor neighbour coach driver cousin teenager adult dad father daddy stranger staff"
    ),
    "herself": "him her them me son daughter child boy girl baby kid toddler @",
}

URGENT = (
    Family(
        "medical",
        """
        & {head} {bleeds} {falls}/split/open/glass/table !{notbody}/{slight}
        {head} ~ ~ bleeding/bleeds !{notbody}/{slight}
        {bleeds} ~ ~ ~ from/on/in/down/over/out ~ ~ ~ {head} !{notbody}/{slight}
        {falls} .. .. bleeding/blood !{notbody}/{slight}/knee/knees
        & {wounds} bleeding/blood/bleeds {head}/{limb}/himself/herself/him/her/he/she/deep/son/daughter !{notbody}/{slight}/paper
        & {sharp} bleeding/bleeds him/her/his/he/she/son/daughter/himself/herself !{notbody}/{slight}/paper/can/file
        {limb} is/are/keeps/started ~ ~ bleeding !{notbody}/{slight}
        he/she/baby/son/daughter/child/boy/girl/@ is/keeps/started ~ bleeding !{notbody}/{slight}
        mouth ~ ~ full/filled of ~ blood
        mouth/teeth ~ ~ bleeding .. not
        {falls}/knocked ~ ~ ~ tooth/teeth ... blood/bleeding !{slight}
        blood ~ ~ ~ in/on/over ~ hair !{notbody}
        blood ~ keeps/coming/running/dripping/flowing/pouring !{notbody}/{slight}
        covered in/with blood !{notbody}
        head/forehead/chin/eyebrow/brow/skull/scalp is/cut/split/ripped/cracked ~ open !{notbody}/mind/minded
        """,
        deniable=False,
        unless="""
        no/not/without ~ ~ blood/bleeding
        last week/month/year/winter/summer/time/night
        week/weeks/month/months/year/years/days ago
        when i/he/she was
        used to
        was/were ~ born
        it/bleeding/and/that/quickly/has/already stopped
        stopped bleeding/by/after/in
        blood test/tests/type/pressure/drawn/sugar/count/sample/work
        nose/nosebleed/gums/gum/brush/brushing/teething/period/vaccine/shot
        a little/bit
        first aid
        if/in case/ever
        he/she/it/all/everything/now is/am fine/ok/okay
        """,
        despite="""
        not ~ ~ stop/stopping
        right now
        blood everywhere
        pouring/gushing
        """,
    ),
    Family(
        "medical",
        """
        {they} ~ ~ burned/burnt/scalded ~ his/her/himself/herself ~ {limb}/{head}/on/with/from/badly !tongue/calories
        burned/burnt/scalded his/her ~ {limb}/{head} !tongue
        burn/burns/blister/blisters on/all ~ ~ his/her/him ~ ~ {limb}/{head}/body !diaper/shoe/shoes
        {falls} .. .. head ... ... vomit/vomits/vomited/vomiting/puking/puked/threw/throwing !toy/toys/ball
        {falls} .. .. head ... sleepy/drowsy/dizzy/confused/asleep/pale/limp/dazed/strange/weird/strangely/weirdly !tired/daycare/shoes
        {falls} .. .. head ... want/wants/wanted ~ to sleep !night/naptime/daycare
        rolled/rolls off ... vomit/vomits/vomited/vomiting/throwing/threw !toy/toys/ball
        headfirst/headlong on/onto ~ concrete/floor/tiles/stone/stairs/ground/pavement
        {falls} .. .. head ... not ~ ~ stop/respond/wake/move/moving/talk/see
        {falls} .. .. head ~ ~ ~ ~ big/huge/large/giant/soft ~ lump/bump/swelling/egg
        his/her {limb} looks/is/seems ~ broken/crooked/deformed/bent !{notbody}/born
        hives ... wheezing/wheezes/wheezy/swollen/swelling/vomiting/breathing/breathe
        {swallow} ~ something ... cough/coughing/choke/choking/drool/drooling/breathe/gagging !nose/finally
        fever/temperature ... confused/delirious/hallucinating/limp/stiff
        {falls} ... nose/mouth/lip/lips/face ... is/are ~ bleeding
        {limb}/palm/skin .. ~ blistered/blistering !diaper/shoe/shoes/sun
        {swallow} ~ ~ whole/entire/full ~ tube/bottle/jar/can/container/bag of ~ cream/medicine/syrup/drops/soap/shampoo/toothpaste/vitamins
        went/gone/slid down ~ ~ throat !wine/easily/well
        high/pitched/whistling/squeaky/weird/strange/whooping/barking noise/noises/sound/sounds/cough ... breathe/breathes/breathing/breath !nose/snore/snores/asleep/sleeps
        {falls} ... not ~ himself/herself
        {falls} ... not ~ acting/act/behaving ~ normal/normally/right/himself/herself
        kicked/hit/struck .. {head} by/with ~ horse/cow/car/bat/rock/stone/brick/hammer/golf
        not ~ get him/her to ~ open/wake/respond/breathe
        burning/fever ~ ... not ~ ~ sense
        wasp/bee/hornet ~ stung ... mouth/throat/tongue/swell*/swollen/breath*/hives
        stung ~ ~ mouth/throat/tongue
        eye/eyes/eyelid/eyelids ~ ~ swelling/swollen/swelled shut/closed
        eye ... not ~ ~ see/open !glasses/contact/look
        he/she/baby/@ was/is/went ~ under ~ ~ water !swim/swimming/diving/goggles/lesson/holds
        cat/dog/rat/monkey/bat/fox ~ bit/scratched .. ... swollen/infected/deep/bleeding/pus/lines
        touched/grabbed/bit/chewed ~ ~ ~ wire/cable/outlet/socket ... fell/shock/shocked/shaking/burn/burned/unconscious
        {limb} ~ is/are ~ purple/black/crushed !paint/marker/markers/nail/polish
        {swallow} ~ ~ piece/pieces/shard/shards ~ glass/metal/plastic/wire
        stomach/belly/tummy/abdominal ~ pain/pains/ache/hurts ... not ~ ~ walk/stand/move/straighten
        asthma attack
        inhaler/nebulizer/ventolin ~ ~ not ~ help/helping/helps/work/working/enough
        {limb} ~ ~ ~ caught/stuck/slammed/crushed/trapped/jammed ... hanging/off/crushed/blue/purple/broken/flat/move
        {limb} .. .. ~ hanging/dangling off/by
        {limb} ~ ~ cut/chopped/torn/ripped/sliced off
        think ~ ~ ~ broke/broken/fractured/breaks ~ his/her/a ~ {limb}/leg/bone/collarbone/nose
        {falls} ... not ~ ~ move/moving/bend/feel/use his/her/the ~ {limb}
        {falls} ... not ~ ~ stand/walk/step/get ~ on/up/properly/anymore !high/tired
        & swallowed/mouth magnet/magnets/battery/coin/bead/marble/pin/needle/screw find/missing/gone !remote/under
        {swallow} ~ .. something ~ ~ sharp/dangerous/toxic/metal
        tv/television/dresser/bookcase/bookshelf/wardrobe/closet/cabinet/shelf/fridge/gate fell/tipped/crashed ~ on/onto/over ~ ~ him/her/son/daughter/baby/child/head/@
        collapsed/collapses/collapsing !{built}/say/no/when
        {they} just/suddenly? collapsed
        """,
        deniable=False,
        unless="""
        last week/month/year/winter/summer/time/night
        week/weeks/month/months/year/years/days ago
        when i/he/she was
        used to
        was/were ~ born
        laughing/laughter/pretend/pretends/pretending/movie/film/cartoon/sunburn/sun
        first aid
        if/in case/ever
        he/she/it/all/everything/now is/am fine/ok/okay
        was/is completely/totally/perfectly fine
        fell/fall asleep/in
        doctor said/says
        """,
        despite="""
        right now
        not ~ ~ stop/stopping
        vomiting/throwing
        """,
    ),
    Family(
        "child_harm",
        """
        {might}/says/said/told/tells/saying .. .. {grown} .. touched/touching/touches/groped/fondled my/our/the? {herself} !{things}/hate/hates/like/likes/when/if
        {grown} at/in/from ~ daycare/kindergarten/school/preschool/gan/camp/nursery/park/pool ~ ~ touched/groped/fondled my/our/the? {herself} !{things}/hate/hates/likes/when/if/said
        what if {grown} .. touched/touching/groped my/our/the? {herself} !{things}/hate/hates/likes/when
        {might} .. .. they touched/touching my/our/the? {herself} !{things}/hate/hates/likes/when/if
        {grown} touched/groped/fondled my/our/the? {herself} at/in/on ~ ~ daycare/kindergarten/school/preschool/gan/camp/nursery/park/pool !{things}/when/if
        {grown} .. touched/touching/touches my/our/the? {herself} in ~ way/places/place/bed
        {grown} .. touched/touching/touches my/our/the? {herself} ~ weird/weirdly/wrong/wrongly/badly/strangely/improperly
        did something? bad/wrong/weird/sexual ~ to? {herself} at/in ~ daycare/kindergarten
        {might} .. .. {grown} .. did something ~ to {herself}
        """,
        deniable=False,
        unless="""
        gently/lightly/accidentally/accident/mistake
        screams/scream/cries/flinches ~ when/if
        when/every/whenever ~ ~ somebody/someone/people/anyone
        if ~ ~ somebody/someone/people/anyone touches
        doctor/pediatrician/nurse/dentist/barber/hairdresser
        game/tag/story/movie/film
        not like/likes ~ ~ touched/touching
        by accident/mistake
        heart/deeply/words/story/song/kindness/emotionally
        """,
    ),
)
