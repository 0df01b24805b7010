"""Where things stand: district › subdistrict › residential area › estate › building › unit.

Memberships say who lives or owns where, roles who is charged with what at a place and everywhere below it, rule sets
which figures apply.
"""
