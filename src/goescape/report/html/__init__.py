"""One page that people look at: `document` has the data, `earlier` a run to compare with, `page` puts the file together.

Python decides what is said (sentences, prices, order, what changed) and writes it as data; the scripts, beside this,
only select, sum and draw. Names of data are those of docs/schema.md.
"""
