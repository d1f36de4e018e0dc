"""The subject: types, reference data, store, linking, scoring and the ways out; no Scrapy, spaCy or Streamlit."""
