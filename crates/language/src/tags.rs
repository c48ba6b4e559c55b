//! The tag sets: universal parts of speech, Penn tags, relations, features.

/// Universal parts of speech (UD v2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is the tag set's own word")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

impl Upos {
    /// Every tag; a tag's number is its place here.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// As written in CoNLL-U.
    pub fn name(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }

    /// The tag of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }
}

/// Penn Treebank tags, as the English Web Treebank extends them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is the tag set's own word")]
pub enum Xpos {
    Cc,
    Cd,
    Dt,
    Ex,
    Fw,
    In,
    Jj,
    Jjr,
    Jjs,
    Ls,
    Md,
    Nn,
    Nnp,
    Nnps,
    Nns,
    Pdt,
    Pos,
    Prp,
    PrpPoss,
    Rb,
    Rbr,
    Rbs,
    Rp,
    Sym,
    To,
    Uh,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Wdt,
    Wp,
    WpPoss,
    Wrb,
    Period,
    Comma,
    Colon,
    Currency,
    OpenQuote,
    CloseQuote,
    OpenBracket,
    CloseBracket,
    Hyph,
    Nfp,
    Add,
    Afx,
    Gw,
    #[default]
    Xx,
}

impl Xpos {
    /// Every tag; a tag's number is its place here.
    pub const ALL: [Xpos; 50] = [
        Xpos::Cc,
        Xpos::Cd,
        Xpos::Dt,
        Xpos::Ex,
        Xpos::Fw,
        Xpos::In,
        Xpos::Jj,
        Xpos::Jjr,
        Xpos::Jjs,
        Xpos::Ls,
        Xpos::Md,
        Xpos::Nn,
        Xpos::Nnp,
        Xpos::Nnps,
        Xpos::Nns,
        Xpos::Pdt,
        Xpos::Pos,
        Xpos::Prp,
        Xpos::PrpPoss,
        Xpos::Rb,
        Xpos::Rbr,
        Xpos::Rbs,
        Xpos::Rp,
        Xpos::Sym,
        Xpos::To,
        Xpos::Uh,
        Xpos::Vb,
        Xpos::Vbd,
        Xpos::Vbg,
        Xpos::Vbn,
        Xpos::Vbp,
        Xpos::Vbz,
        Xpos::Wdt,
        Xpos::Wp,
        Xpos::WpPoss,
        Xpos::Wrb,
        Xpos::Period,
        Xpos::Comma,
        Xpos::Colon,
        Xpos::Currency,
        Xpos::OpenQuote,
        Xpos::CloseQuote,
        Xpos::OpenBracket,
        Xpos::CloseBracket,
        Xpos::Hyph,
        Xpos::Nfp,
        Xpos::Add,
        Xpos::Afx,
        Xpos::Gw,
        Xpos::Xx,
    ];

    /// As written in CoNLL-U.
    pub fn name(self) -> &'static str {
        match self {
            Xpos::Cc => "CC",
            Xpos::Cd => "CD",
            Xpos::Dt => "DT",
            Xpos::Ex => "EX",
            Xpos::Fw => "FW",
            Xpos::In => "IN",
            Xpos::Jj => "JJ",
            Xpos::Jjr => "JJR",
            Xpos::Jjs => "JJS",
            Xpos::Ls => "LS",
            Xpos::Md => "MD",
            Xpos::Nn => "NN",
            Xpos::Nnp => "NNP",
            Xpos::Nnps => "NNPS",
            Xpos::Nns => "NNS",
            Xpos::Pdt => "PDT",
            Xpos::Pos => "POS",
            Xpos::Prp => "PRP",
            Xpos::PrpPoss => "PRP$",
            Xpos::Rb => "RB",
            Xpos::Rbr => "RBR",
            Xpos::Rbs => "RBS",
            Xpos::Rp => "RP",
            Xpos::Sym => "SYM",
            Xpos::To => "TO",
            Xpos::Uh => "UH",
            Xpos::Vb => "VB",
            Xpos::Vbd => "VBD",
            Xpos::Vbg => "VBG",
            Xpos::Vbn => "VBN",
            Xpos::Vbp => "VBP",
            Xpos::Vbz => "VBZ",
            Xpos::Wdt => "WDT",
            Xpos::Wp => "WP",
            Xpos::WpPoss => "WP$",
            Xpos::Wrb => "WRB",
            Xpos::Period => ".",
            Xpos::Comma => ",",
            Xpos::Colon => ":",
            Xpos::Currency => "$",
            Xpos::OpenQuote => "``",
            Xpos::CloseQuote => "''",
            Xpos::OpenBracket => "-LRB-",
            Xpos::CloseBracket => "-RRB-",
            Xpos::Hyph => "HYPH",
            Xpos::Nfp => "NFP",
            Xpos::Add => "ADD",
            Xpos::Afx => "AFX",
            Xpos::Gw => "GW",
            Xpos::Xx => "XX",
        }
    }

    /// The tag of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }
}

/// Relations of Universal Dependencies v2, with the subtypes of English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is the tag set's own word")]
pub enum Deprel {
    Acl,
    AclRelcl,
    Advcl,
    AdvclRelcl,
    Advmod,
    Amod,
    Appos,
    Aux,
    AuxPass,
    Case,
    Cc,
    CcPreconj,
    Ccomp,
    Compound,
    CompoundPrt,
    Conj,
    Cop,
    Csubj,
    CsubjOuter,
    CsubjPass,
    Det,
    DetPredet,
    Discourse,
    Dislocated,
    Expl,
    Fixed,
    Flat,
    Goeswith,
    Iobj,
    List,
    Mark,
    Nmod,
    NmodDesc,
    NmodPoss,
    NmodUnmarked,
    Nsubj,
    NsubjOuter,
    NsubjPass,
    Nummod,
    Obj,
    Obl,
    OblAgent,
    OblUnmarked,
    Orphan,
    Parataxis,
    Punct,
    Reparandum,
    Root,
    Vocative,
    Xcomp,
    #[default]
    Dep,
}

impl Deprel {
    /// Every tag; a tag's number is its place here.
    pub const ALL: [Deprel; 51] = [
        Deprel::Acl,
        Deprel::AclRelcl,
        Deprel::Advcl,
        Deprel::AdvclRelcl,
        Deprel::Advmod,
        Deprel::Amod,
        Deprel::Appos,
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Case,
        Deprel::Cc,
        Deprel::CcPreconj,
        Deprel::Ccomp,
        Deprel::Compound,
        Deprel::CompoundPrt,
        Deprel::Conj,
        Deprel::Cop,
        Deprel::Csubj,
        Deprel::CsubjOuter,
        Deprel::CsubjPass,
        Deprel::Det,
        Deprel::DetPredet,
        Deprel::Discourse,
        Deprel::Dislocated,
        Deprel::Expl,
        Deprel::Fixed,
        Deprel::Flat,
        Deprel::Goeswith,
        Deprel::Iobj,
        Deprel::List,
        Deprel::Mark,
        Deprel::Nmod,
        Deprel::NmodDesc,
        Deprel::NmodPoss,
        Deprel::NmodUnmarked,
        Deprel::Nsubj,
        Deprel::NsubjOuter,
        Deprel::NsubjPass,
        Deprel::Nummod,
        Deprel::Obj,
        Deprel::Obl,
        Deprel::OblAgent,
        Deprel::OblUnmarked,
        Deprel::Orphan,
        Deprel::Parataxis,
        Deprel::Punct,
        Deprel::Reparandum,
        Deprel::Root,
        Deprel::Vocative,
        Deprel::Xcomp,
        Deprel::Dep,
    ];

    /// As written in CoNLL-U.
    pub fn name(self) -> &'static str {
        match self {
            Deprel::Acl => "acl",
            Deprel::AclRelcl => "acl:relcl",
            Deprel::Advcl => "advcl",
            Deprel::AdvclRelcl => "advcl:relcl",
            Deprel::Advmod => "advmod",
            Deprel::Amod => "amod",
            Deprel::Appos => "appos",
            Deprel::Aux => "aux",
            Deprel::AuxPass => "aux:pass",
            Deprel::Case => "case",
            Deprel::Cc => "cc",
            Deprel::CcPreconj => "cc:preconj",
            Deprel::Ccomp => "ccomp",
            Deprel::Compound => "compound",
            Deprel::CompoundPrt => "compound:prt",
            Deprel::Conj => "conj",
            Deprel::Cop => "cop",
            Deprel::Csubj => "csubj",
            Deprel::CsubjOuter => "csubj:outer",
            Deprel::CsubjPass => "csubj:pass",
            Deprel::Det => "det",
            Deprel::DetPredet => "det:predet",
            Deprel::Discourse => "discourse",
            Deprel::Dislocated => "dislocated",
            Deprel::Expl => "expl",
            Deprel::Fixed => "fixed",
            Deprel::Flat => "flat",
            Deprel::Goeswith => "goeswith",
            Deprel::Iobj => "iobj",
            Deprel::List => "list",
            Deprel::Mark => "mark",
            Deprel::Nmod => "nmod",
            Deprel::NmodDesc => "nmod:desc",
            Deprel::NmodPoss => "nmod:poss",
            Deprel::NmodUnmarked => "nmod:unmarked",
            Deprel::Nsubj => "nsubj",
            Deprel::NsubjOuter => "nsubj:outer",
            Deprel::NsubjPass => "nsubj:pass",
            Deprel::Nummod => "nummod",
            Deprel::Obj => "obj",
            Deprel::Obl => "obl",
            Deprel::OblAgent => "obl:agent",
            Deprel::OblUnmarked => "obl:unmarked",
            Deprel::Orphan => "orphan",
            Deprel::Parataxis => "parataxis",
            Deprel::Punct => "punct",
            Deprel::Reparandum => "reparandum",
            Deprel::Root => "root",
            Deprel::Vocative => "vocative",
            Deprel::Xcomp => "xcomp",
            Deprel::Dep => "dep",
        }
    }

    /// The tag of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }

    /// Its relation without the subtype (`nsubj` of `nsubj:pass`).
    #[must_use]
    pub fn base(self) -> Self {
        match self {
            Self::AclRelcl => Self::Acl,
            Self::AdvclRelcl => Self::Advcl,
            Self::AuxPass => Self::Aux,
            Self::CcPreconj => Self::Cc,
            Self::CompoundPrt => Self::Compound,
            Self::CsubjOuter | Self::CsubjPass => Self::Csubj,
            Self::DetPredet => Self::Det,
            Self::NmodDesc | Self::NmodPoss | Self::NmodUnmarked => Self::Nmod,
            Self::NsubjOuter | Self::NsubjPass => Self::Nsubj,
            Self::OblAgent | Self::OblUnmarked => Self::Obl,
            other => other,
        }
    }

    /// Whether it is `relation` or a subtype of it.
    pub fn is(self, relation: Self) -> bool {
        self == relation || self.base() == relation
    }
}

/// Morphological features, as `Name=Value` pairs joined by `|` in the order of CoNLL-U.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(pub &'static str);
