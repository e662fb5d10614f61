"""The site: pages of papers and claims, guides, notebooks and a reference, built offline from what stands in files."""
