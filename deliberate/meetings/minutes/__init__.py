"""Minutes: drafted from the record, mended by a person, confirmed by those who were there, published with a digest.

Every drafted sentence names the entries of the record it rests on.
"""
