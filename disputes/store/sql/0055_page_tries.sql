-- How often a page that may well be read another time was not; once it was judged or looked at, there is nothing to count.
CREATE TABLE page_tries (
    url TEXT PRIMARY KEY NOT NULL,
    tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER seen_urls_judged AFTER INSERT ON seen_urls BEGIN
    DELETE FROM page_tries WHERE url = new.url;
END;
CREATE TRIGGER page_checks_made AFTER UPDATE ON page_checks BEGIN
    DELETE FROM page_tries WHERE url = new.url;
END;
