-- The search for words' beginnings streams its newest hits from an index of its own for every length from 1 to 8
-- letters. With those of 2 and 3 letters alone, any other beginning was gathered from all posts first: two common words
-- took nine times as long in ten times the posts. Nothing is ranked, so the sizes of the columns are not kept.

DROP TABLE posts_text;
CREATE VIRTUAL TABLE posts_text USING fts5 (
    title, text, headline, notes,
    content = 'posts', content_rowid = 'seq', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8'
);
INSERT INTO posts_text (posts_text) VALUES ('rebuild');
