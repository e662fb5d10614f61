"""Would the tests notice?  Small changes to trusted code, one at a time, each against the tests that reach it.

``python -m tests.mutation --sample 20`` takes a sample that the commit determines, the same for whoever runs it on that commit;
``--all`` takes every change (hours), ``--only judge`` those of one module, ``--each 30`` as many of each module.

Main definitions: ``suites`` (which tests stand for which folder), ``changes`` (what is changed), ``reach`` (which lines each test
reaches), ``runs`` (whether a test fails), ``exchange`` (of living functions), ``forks`` and ``fresh`` (in other processes).
"""
