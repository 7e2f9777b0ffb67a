"""A course on paper and in one file: handbook, facilitation kit, EPUB, one page of HTML, all from one walk over it."""
