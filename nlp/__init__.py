"""Article -> reading, with spaCy.

The matrices of one sentence are small: more than one thread to multiply them costs several times what it gives, and
most where other programs run. The library reads its setting when it is loaded, hence here; a setting of the user's
stands.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
