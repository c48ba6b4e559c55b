//! What figures tell, as `lexicon/figures.toml`, `figures-status.toml` and `currencies.toml` list it.

mod kinds;
mod source;

pub(super) use kinds::{Bound, StatusWords};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use source::{Money, Source, Words};
use std::collections::HashMap;

/// Phrases as words, the longest first, each with what it means.
pub(super) type Phrases<T> = Vec<(Vec<String>, T)>;

/// The words around figures.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Verb → what is done to its object ("kill" → killed).
    pub verbs: FxHashMap<String, &'static str>,
    /// Verb → what its subject meets ("die" → killed).
    pub fates: FxHashMap<String, &'static str>,
    /// Noun → what it counts ("death" → killed).
    pub nouns: FxHashMap<String, &'static str>,
    /// What is said of people, as words → what it means; longest first.
    pub states: Phrases<&'static str>,
    /// Verb → what is done to things ("destroy" → destroyed).
    pub deeds: FxHashMap<String, &'static str>,
    /// Things that are shot off.
    pub munitions: FxHashSet<String>,
    /// Verbs for what is done with the bodies of the dead: "recover", "count".
    pub found: FxHashSet<String>,
    /// Land that is not given up by the inch.
    pub ground: FxHashSet<String>,
    /// People under arms.
    pub troops: FxHashSet<String>,
    /// People of all kinds.
    pub people: FxHashSet<String>,
    /// What is destroyed and not killed.
    pub things: FxHashSet<String>,
    /// Phrase → what it measures, and its unit; longest first.
    pub measures: Phrases<(&'static str, &'static str)>,
    /// "magnitude".
    pub magnitudes: FxHashSet<String>,
    /// "the Richter scale".
    pub scales: FxHashSet<String>,
    /// "quake", "tremor".
    pub quakes: FxHashSet<String>,
    /// "a population of": what it consists of.
    pub holders: FxHashMap<String, &'static str>,
    /// What is counted in one word with its number: "a six-vote majority".
    pub attributive: FxHashSet<String>,
    /// Near which two numbers with a dash are votes.
    pub ballot: FxHashSet<String>,
    /// Before a number that names: "room 12".
    pub labels: FxHashSet<String>,
    /// Those of them that make a name with a capital: "Article Five".
    pub titled: FxHashSet<String>,
    /// "911", "112".
    pub emergency_numbers: FxHashSet<String>,
    /// Those of them that hardly count anything: "911".
    pub emergency_signs: FxHashSet<String>,
    /// "a 911 *call*".
    pub emergency_calls: FxHashSet<String>,
    /// "*dialled* 112".
    pub emergency_verbs: FxHashSet<String>,
    /// "career-*high*", "region-*wide*": how much, behind a noun and a dash.
    pub degrees: FxHashSet<String>,
    /// The states where weights are told in pounds.
    pub weighing: FxHashSet<String>,
    /// Behind what was won and lost: "a 9-14 *start*".
    pub records: FxHashSet<String>,
    /// "the nineteen *seventies*".
    pub decades: FxHashSet<String>,
    /// What somebody is hurt by who suffers it: "injury".
    pub wounds: FxHashSet<String>,
    /// By which somebody comes to a wound: "suffer".
    pub suffering: FxHashSet<String>,
    /// With a number in them, and no amount: "half the battle".
    pub idioms: Phrases<()>,
    /// "two countries", between which something is.
    pub sides: FxHashSet<String>,
    /// Who asks people what they think: "poll".
    pub polls: FxHashSet<String>,
    /// What people think, and are asked about: "oppose".
    pub opinions: FxHashSet<String>,
    /// Those who are asked, and shares of them: "adults", "a third".
    pub asked: FxHashSet<String>,
    /// "compared with", "up from", "against": with another number of the same account.
    pub comparing: FxHashSet<String>,
    /// Behind those whom a reporter has asked: "familiar with".
    pub informed: Phrases<()>,
    /// With these a sentence goes on counting: "another", "of these".
    pub going_on: Phrases<()>,
    /// The first words of those of them that stand right before their number.
    pub more: FxHashSet<String>,
    /// What people do in numbers: "gather", "march".
    pub crowds: FxHashSet<String>,
    /// "charged with", "pleaded guilty to": done long after what they are about.
    pub charges: FxHashSet<String>,
    /// "was *tried* for": the same in the passive alone.
    pub tried: FxHashSet<String>,
    /// "went on *trial* for".
    pub charge_nouns: FxHashSet<String>,
    /// "soldiers *based* in Arica".
    pub staying: FxHashSet<String>,
    /// "Peru has *reported* 176 deaths".
    pub tellers: FxHashSet<String>,
    /// A noun for where → the kinds of places that it names again; none: "the border with".
    pub sites: FxHashMap<String, Vec<String>>,
    /// "*rose* to nine percent": by which somebody or something comes to a level.
    pub levels: FxHashSet<String>,
    /// "jobless *rate*": what a place has of its own.
    pub rates: FxHashSet<String>,
    /// Of these a number tells no amount worth a row: "two ways", "four times".
    pub uncounted: FxHashSet<String>,
    /// What is laid upon a state: "sanctions *on Peru*".
    pub curbs: FxHashSet<String>,
    /// Members of a party or house, whose names are nobody's people: "33 Senate Democrats".
    pub partisans: FxHashSet<String>,
    /// What is taken or let out and is no person: "captured six villages".
    pub goods: FxHashSet<String>,
    /// One word for several people: "a family".
    pub many: FxHashSet<String>,
    /// "The march *drew* 20,000".
    pub drawing: FxHashSet<String>,
    /// "was *attended* by 20,000".
    pub attended: FxHashSet<String>,
    /// Which a calibre is told of: "a .22 rifle".
    pub guns: FxHashSet<String>,
    /// Bores that are told in hundredths of an inch: "38 calibre".
    pub hundredths: Vec<u16>,
    /// The same in thousandths: "a 357 Magnum".
    pub thousandths: Vec<u16>,
    /// What is done to somebody so many times at once: "shoot".
    pub repeated: FxHashSet<String>,
    /// The last word of an address: "14 Mill Street".
    pub streets: FxHashSet<String>,
    /// "rise", "down": before "from" and "to".
    pub changes: FxHashSet<String>,
    /// Noun → the currencies that are called so.
    pub currencies: FxHashMap<String, Vec<Coin>>,
    /// Nouns of money that mean something else as well: "crown".
    pub words_too: FxHashSet<String>,
    /// Sign or code → ISO 4217; longest first.
    pub signs: Vec<(String, &'static str)>,
    /// Words before a number; longest first.
    pub bounds: Phrases<Bound>,
    /// Words that give a number roughly; longest first.
    pub rough: Phrases<f64>,
    /// Parts of a whole in percent; longest first.
    pub parts: Phrases<f64>,
    /// The first words of all these.
    pub openers: FxHashSet<String>,
    /// By which a figure is not given as true.
    pub status: StatusWords,
}

/// One of the currencies of a noun: "pounds" of Egypt.
#[derive(Clone, Debug)]
pub(super) struct Coin {
    /// ISO 4217.
    pub code: &'static str,
    /// Who pays with it, ISO 3166-1 alpha-3.
    pub states: Vec<String>,
    /// Whether the noun alone means it.
    pub is_usual: bool,
}

impl Lexicon {
    /// That in the binary.
    pub fn embedded() -> Self {
        fn read<T: for<'de> Deserialize<'de>>(name: &str, text: &str) -> T {
            match toml::from_str(text) {
                Ok(source) => source,
                Err(error) => unreachable!("{name}: {error}"),
            }
        }
        Lexicon::of(
            read("figures.toml", include_str!("../lexicon/figures.toml")),
            read("currencies.toml", include_str!("../lexicon/currencies.toml")),
            read("figures-status.toml", include_str!("../lexicon/figures-status.toml")),
        )
    }

    fn of(source: Source, money: Money, status: StatusWords) -> Self {
        let set = |words: Words| words.words.into_iter().collect::<FxHashSet<String>>();
        let mut lexicon = Lexicon {
            verbs: FxHashMap::default(),
            fates: FxHashMap::default(),
            nouns: FxHashMap::default(),
            states: Vec::new(),
            deeds: FxHashMap::default(),
            munitions: set(source.munitions),
            found: set(source.found),
            ground: set(source.ground),
            troops: set(source.troops),
            people: set(source.people),
            things: set(source.things),
            measures: Vec::new(),
            magnitudes: source.magnitude.words.into_iter().collect(),
            scales: source.magnitude.scales.into_iter().collect(),
            quakes: source.magnitude.quakes.into_iter().collect(),
            holders: FxHashMap::default(),
            attributive: set(source.attributive),
            ballot: set(source.ballot),
            labels: source.labels.before.into_iter().collect(),
            titled: source.labels.titled.into_iter().collect(),
            emergency_numbers: source.emergency.numbers.into_iter().collect(),
            emergency_signs: source.emergency.signs.into_iter().collect(),
            emergency_calls: source.emergency.calls.into_iter().collect(),
            emergency_verbs: source.emergency.verbs.into_iter().collect(),
            degrees: set(source.degrees),
            weighing: source.weighing.states.into_iter().collect(),
            records: set(source.records),
            decades: set(source.decades),
            wounds: source.suffered.nouns.into_iter().collect(),
            suffering: source.suffered.verbs.into_iter().collect(),
            idioms: plain_phrases(&source.idioms.phrases),
            sides: set(source.sides),
            polls: set(source.polls),
            opinions: set(source.opinions),
            asked: set(source.asked),
            comparing: set(source.comparing),
            informed: plain_phrases(&source.informed.phrases),
            going_on: plain_phrases(&source.going_on.phrases),
            more: source.going_on.more.into_iter().collect(),
            crowds: set(source.crowds),
            charges: source.charges.verbs.into_iter().collect(),
            tried: set(source.tried),
            charge_nouns: source.charges.nouns.into_iter().collect(),
            staying: set(source.staying),
            tellers: set(source.tellers),
            sites: source
                .site
                .into_iter()
                .flat_map(|site| site.words.into_iter().map(move |word| (word, site.kinds.clone())))
                .collect(),
            levels: source.level.verbs.into_iter().collect(),
            rates: source.level.nouns.into_iter().collect(),
            uncounted: set(source.uncounted),
            curbs: set(source.curbs),
            partisans: set(source.partisans),
            goods: set(source.goods),
            many: set(source.many),
            drawing: source.crowd.drawing.into_iter().collect(),
            attended: source.crowd.attended.into_iter().collect(),
            guns: source.guns.words.into_iter().collect(),
            hundredths: source.guns.hundredths,
            thousandths: source.guns.thousandths,
            repeated: set(source.repeated),
            streets: source.labels.streets.into_iter().collect(),
            changes: set(source.change),
            currencies: FxHashMap::default(),
            words_too: money.words_too.nouns,
            signs: Vec::new(),
            bounds: Vec::new(),
            rough: phrases_of(source.rough),
            parts: phrases_of(source.parts),
            openers: FxHashSet::default(),
            status,
        };
        for entry in source.effect {
            let what = leak(entry.what);
            lexicon.verbs.extend(entry.verbs.into_iter().map(|verb| (verb, what)));
            lexicon.fates.extend(entry.fates.into_iter().map(|verb| (verb, what)));
            lexicon.nouns.extend(entry.nouns.into_iter().map(|noun| (noun, what)));
            lexicon.states.extend(entry.states.iter().map(|state| (split(state), what)));
        }
        for entry in source.holder {
            let what = leak(entry.what);
            lexicon.holders.extend(entry.words.into_iter().map(|word| (word, what)));
        }
        for entry in source.deed {
            let what = leak(entry.what);
            lexicon.deeds.extend(entry.verbs.into_iter().map(|verb| (verb, what)));
        }
        for entry in source.measure {
            let (what, unit) = (leak(entry.what), leak(entry.unit));
            for word in entry.words {
                let mut words = split(&word);
                lexicon.measures.push((words.clone(), (what, unit)));
                // "square kilometres", "kilometres an hour": the first noun takes the s.
                let many = if words.len() > 1 && matches!(words[1].as_str(), "an" | "per") {
                    0
                } else {
                    words.len() - 1
                };
                if !words[many].ends_with('s') {
                    let ending = if words[many].ends_with("ch") { "es" } else { "s" };
                    words[many] += ending;
                    lexicon.measures.push((words, (what, unit)));
                }
            }
        }
        for entry in money.currency {
            let code = leak(entry.code);
            for noun in entry.nouns {
                let coin = Coin { code, states: entry.states.clone(), is_usual: entry.usual };
                for word in [noun.clone() + "s", noun] {
                    lexicon.currencies.entry(word).or_default().push(coin.clone());
                }
            }
            lexicon.signs.extend(entry.signs.into_iter().map(|sign| (sign, code)));
            if !entry.is_word {
                lexicon.signs.push((code.to_owned(), code));
            }
        }
        for entry in source.bound {
            lexicon.bounds.extend(entry.phrases.iter().map(|phrase| (split(phrase), entry.kind)));
        }
        longest_first(&mut lexicon.states);
        longest_first(&mut lexicon.bounds);
        longest_first(&mut lexicon.measures);
        lexicon.signs.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then(one.0.cmp(&two.0)));
        let firsts =
            |phrases: &Phrases<f64>| phrases.iter().map(|(words, _)| words[0].clone()).collect::<Vec<_>>();
        lexicon.openers.extend(firsts(&lexicon.rough));
        lexicon.openers.extend(firsts(&lexicon.parts));
        lexicon.openers.extend(lexicon.bounds.iter().map(|(words, _)| words[0].clone()));
        for word in
            ["a", "an", "couple", "half", "between", "from", "anywhere", "anything", "somewhere", "ranging"]
        {
            lexicon.openers.insert(word.to_owned());
        }
        lexicon
    }
}

fn longest_first<T>(phrases: &mut Phrases<T>) {
    phrases.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then(one.0.cmp(&two.0)));
}

fn phrases_of(map: HashMap<String, f64>) -> Phrases<f64> {
    let mut phrases: Vec<_> = map.into_iter().map(|(phrase, value)| (split(&phrase), value)).collect();
    longest_first(&mut phrases);
    phrases
}

fn plain_phrases(phrases: &[String]) -> Phrases<()> {
    let mut phrases: Vec<_> = phrases.iter().map(|phrase| (split(phrase), ())).collect();
    longest_first(&mut phrases);
    phrases
}

fn split(phrase: &str) -> Vec<String> {
    phrase.split(' ').map(str::to_owned).collect()
}

/// The lexicon lives as long as the program.
fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
