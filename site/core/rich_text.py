"""What may be done to words in the editor's boxes. `welsh` is our own (core.wagtail_hooks)."""

# For words that stand under a heading of the page's, such as the introduction of a section of questions.
INLINE = ["bold", "italic", "ol", "ul", "link", "welsh"]
PROSE = ["h2", "h3", *INLINE]
WITH_DOCUMENTS = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "welsh"]
