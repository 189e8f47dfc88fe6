"""Rules for ignore comments and waivers."""
