"""What the kernels share of slots.h: the fields of records, read where they stand."""

cdef extern from "slots.h":
    ctypedef struct Slot:
        pass
    int slot_find(Slot *slot, object record_type, object name) except -1
    object slot_get(const Slot *slot, object record)
