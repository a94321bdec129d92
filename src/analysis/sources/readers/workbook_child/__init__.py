"""The program that opens spreadsheets, run as a child process under limits.

It imports nothing of `analysis`, so that it starts at once; its modules therefore name each other relatively.
"""
