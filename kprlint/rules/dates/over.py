"""What the rules on dates that are over advise."""

HELP = (
    "write “done:” below it if it was done; if it goes on, the new date and “moved:” with why, or, where no new date is "
    "known, “update:” with why not"
)
