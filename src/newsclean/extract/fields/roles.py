"""How words for what people work as end, in languages that build them as one word."""

from __future__ import annotations

# "Projektleiterin", "Wirtschaftsreferent", "Pressesprecherin", "Abteilungsleder"
ROLE_ENDS = (
    "leiter", "leiterin", "referent", "referentin", "sprecher", "sprecherin", "beraterin",
    "expertin", "experte", "forscherin", "wissenschaftler", "wissenschaftlerin", "ökonomin",
    "mitarbeiter", "mitarbeiterin", "geschäftsführer", "geschäftsführerin", "vorsitzende",
    "vorsitzender", "präsident", "präsidentin", "minister", "ministerin", "professorin", "direktor",
    "direktorin", "koordinator", "koordinatorin", "managerin", "analystin", "strategin",
    "beauftragte", "beauftragter", "volontär", "volontärin", "praktikantin", "verantwortlicher",
    "verantwortliche", "reporterin", "autorin", "bloggerin", "leder", "medarbejder",
    "medarbeider", "medewerker", "coördinator", "dyrektor", "kierownik", "ekspert", "rzecznik",
)  # fmt: skip
