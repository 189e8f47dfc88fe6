"""From the files of a plan to the committee paper that its council publishes."""
