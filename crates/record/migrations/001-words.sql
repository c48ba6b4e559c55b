-- Full-text search, SQLite's way (FTS5). Nothing is kept twice: these hold the index alone.
create virtual table report_words using fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
create virtual table statement_words using fts5 (
    speaker, content, context, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
create virtual table event_words using fts5 (
    party, evidence, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
