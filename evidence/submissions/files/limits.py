"""How much is taken, and why. Bytes unless a name says otherwise."""

MB = 1024 * 1024

# Parliament's evidence portal takes 25 MB, and clamd's default StreamMaxLength is the same figure.
MAX_FILE = 25 * MB
# A submission is an argument with its evidence, not an archive; a screener must open each.
MAX_FILES = 10

# A spreadsheet of zeros shrinks to a sixtieth; nothing that people write shrinks to a hundred and fiftieth.
MAX_RATIO = 150
# Below this a high ratio does no harm, and small files of styles reach it honestly.
RATIO_COUNTS_FROM = 5 * MB
# Eight times the largest upload: room for a report full of uncompressed pictures.
MAX_UNPACKED = 200 * MB
# The largest office documents of a real register had some 900 parts.
MAX_MEMBERS = 3000

# 50 megapixels is a page scanned at 600 dpi with room; unpacked it is 200 MB.
MAX_PIXELS = 50_000_000

# The reading process: a large report takes two seconds and 200 MB.
OPEN_SECONDS = 10
READ_SECONDS = 30
READER_MEMORY = 1024 * MB
# 1,000,000 characters are some 160,000 words, ten times the longest submissions.
MAX_CHARACTERS = 1_000_000
# Where it is searched for all that it holds, each text is given twice, and styles and links come too.
MAX_SEARCHED = 6_000_000

# How long clamd may take for one file, in seconds.
SCAN_SECONDS = 60
# How often clamd may say that it can't judge a file before we give the file up.
SCAN_ATTEMPTS = 5
