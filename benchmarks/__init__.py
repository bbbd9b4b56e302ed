"""What maas is measured with: a generator of catalogues, known-item queries, and the engines a user would pick instead.

Never part of the tests' run or of the package that users get.
"""
