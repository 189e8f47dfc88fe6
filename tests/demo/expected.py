"""What happens in the fictional council from one quarter to the next, as it was staged.

By the two quarters: the kind of event, the activity (under its later code, where it has one) and what it is
about: statuses, codes, texts, or each of the steps. Of a step in other words the new words follow the old.
“step-unchanged” is a line of the ledger and no event; “possibly-renumbered” is one event about the plan.
"""

EXPECTED: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {
    ("2023/24 Q4", "2024/25 Q1"): {
        "carried-on": {
            "2024-25/KA.01.01": ["2023-24/KA.01.01"],
            "2024-25/KA.03.02": ["2023-24/KA.02.01"],
        },
        "ended-with-plan": {
            "2023-24/KA.01.02": ["Amber", "Agree a timetable with one of the bus companies",
                                 "Ask the villages what they would pay for a ticket"],
            "2023-24/KA.02.02": ["Completed"],
        },
        "begun-with-plan": {
            f"2024-25/KA.{code}": []
            for code in ("01.02", "01.03", "01.04", "02.01", "02.02", "02.03", "02.04", "03.01",
                         "03.03", "04.01", "04.02", "04.03")
        },
        "title-changed": {"2024-25/KA.01.01": [], "2024-25/KA.03.02": []},
        "step-delivered": {
            "2024-25/KA.01.01": ["Sign the lease of the former bank in Castle Tarrow"],
            "2024-25/KA.03.02": ["Write the annual report on air quality"],
        },
        "step-unchanged": {
            "2024-25/KA.03.02": ["Publish the readings of the five monitors every month"],
        },
        "step-slipped": {"2024-25/KA.01.01": ["Train twelve volunteers for the hubs"]},
        "step-added": {
            "2024-25/KA.01.01": ["Open the Castle Tarrow hub",
                                 "Recruit a coordinator for the Nether Wick hub"],
            "2024-25/KA.03.02": ["Appoint a consultant for the ring road study and brief the parish councils",
                                 "Choose two schools for the walk-to-school trial"],
        },
    },
    ("2024/25 Q1", "2024/25 Q2"): {
        "status-worsened": {
            "2024-25/KA.01.01": ["Green", "Amber", "with a reason"],
            "2024-25/KA.01.03": ["Green", "Amber", "without a reason"],
        },
        "status-plunged": {"2024-25/KA.02.01": ["Green", "Red", "with a reason"]},
        "completed": {"2024-25/KA.01.04": ["Green", "Completed"]},
        "reopened": {"2024-25/KA.04.02": ["Completed", "Amber", "with a reason"]},
        "put-off": {"2024-25/KA.02.02": ["Green", "Deferred", "with a reason"]},
        "withdrawn": {"2024-25/KA.04.01": ["Green", "Withdrawn", "with a reason"]},
        "started": {"2024-25/KA.02.03": ["Not started", "Green"]},
        "status-unstated": {"2024-25/KA.02.04": ["Green", "Not stated"]},
        "not-updated": {"2024-25/KA.03.01": ["2024/25 Q1"]},
        "step-stale": {
            "2024-25/KA.03.02": ["Publish the readings of the five monitors every month"],
        },
        "step-delivered": {
            "2024-25/KA.01.01": ["Train twelve volunteers for the hubs"],
            "2024-25/KA.01.04": ["Pay the 24 grants of the year",
                                 "Publish the list of groups with a grant"],
            "2024-25/KA.02.03": ["Appoint an empty homes officer"],
            "2024-25/KA.03.02": ["Choose two schools for the walk-to-school trial"],
            "2024-25/KA.04.03": ["Obtain two valuations of the offices"],
        },
        "step-unchanged": {
            "2024-25/KA.01.01": ["Open the Castle Tarrow hub"],
            "2024-25/KA.01.02": ["Send members of the leisure centre a monthly letter about the works"],
            "2024-25/KA.01.03": ["Agree the winter patrols with the police",
                                 "Move the camera at Brindleford bus station to the taxi rank"],
            "2024-25/KA.02.01": ["Survey the homes that the housing association offers"],
            "2024-25/KA.02.04": ["Inspect the shared houses in Castle Tarrow",
                                 "Publish the register of licensed houses"],
            "2024-25/KA.03.01": ["Choose the caddies with a panel of residents",
                                 "Order nine collection vehicles"],
            "2024-25/KA.03.02": ["Publish the readings of the five monitors every month"],
            "2024-25/KA.04.03": ["Find a new home for the archive"],
        },
        "step-slipped": {
            "2024-25/KA.01.02": ["Award the contract for the new pool roof"],
            "2024-25/KA.02.01": ["Exchange contracts on the five homes in Tarrow Road"],
            "2024-25/KA.02.02": ["Consult applicants and landlords on the draft policy",
                                 "Take the policy to Full Council"],
        },
        "step-brought-forward": {
            "2024-25/KA.01.01": ["Recruit a coordinator for the Nether Wick hub"],
        },
        "step-possibly-the-same": {
            "2024-25/KA.02.01": ["Recruit 3 housing options officers",
                                 "Recruit 5 housing options officers"],
        },
        "step-merged": {"2024-25/KA.03.03": ["Order the trees from the nursery"]},
        # The half that is more alike counts as the step in other words.
        "step-split": {"2024-25/KA.03.02": ["Appoint a consultant for the ring road study"]},
        "step-reworded": {
            "2024-25/KA.03.02": ["Appoint a consultant for the ring road study and brief the parish councils",
                                 "Brief the parish councils on the ring road study"],
            "2024-25/KA.03.03": ["Choose the planting sites with the parishes",
                                 "Choose the planting sites with the parishes and order the trees from the nursery"],
        },
        "step-dropped": {
            "2024-25/KA.01.03": ["Hold a safety walk with residents in each of the three towns"],
        },
        "step-given-up": {
            "2024-25/KA.04.01": ["Open the shop front grants for applications"],
        },
        "step-added": {
            "2024-25/KA.01.01": ["Ask the parish council of Nether Wick for the use of its hall"],
            "2024-25/KA.01.02": ["Bring the higher price to Cabinet"],
            "2024-25/KA.02.03": ["Write to the owners of the 140 empty homes"],
            "2024-25/KA.03.02": ["Run the walk-to-school trial for six weeks"],
            "2024-25/KA.03.03": ["Find volunteers for the planting days"],
            "2024-25/KA.04.02": ["Put the nine forms back on the portal",
                                 "Buy a chat assistant for the portal"],
            "2024-25/KA.04.03": ["Put the offices up for sale"],
        },
    },
    ("2024/25 Q2", "2024/25 Q3"): {
        "status-worsened": {"2024-25/KA.04.02": ["Amber", "Red", "with a reason"]},
        "status-improved": {
            "2024-25/KA.01.01": ["Amber", "Green"],
            "2024-25/KA.01.03": ["Amber", "Green"],
        },
        "status-leapt": {"2024-25/KA.02.01": ["Red", "Green"]},
        "to-green-with-nothing-delivered": {
            "2024-25/KA.01.03": ["Amber", "Green"],
            "2024-25/KA.02.02": ["Deferred", "Green"],
        },
        "status-stuck": {"2024-25/KA.01.02": ["Amber", "three quarters"]},
        "step-stale": {
            "2024-25/KA.01.02": ["Send members of the leisure centre a monthly letter about the works"],
            "2024-25/KA.02.02": ["Take the policy to Full Council"],
            "2024-25/KA.03.03": ["Publish the readings of the five monitors every month"],
        },
        "status-word-changed": {"2024-25/KA.01.04": ["Completed", "Complete"]},
        "resumed": {"2024-25/KA.02.02": ["Deferred", "Green"]},
        "unstarted": {"2024-25/KA.02.03": ["Green", "Not started", "with a reason"]},
        "status-stated": {"2024-25/KA.02.04": ["Not stated", "Green"]},
        "reinstated": {"2024-25/KA.04.01": ["Withdrawn", "Green"]},
        "activity-added": {"2024-25/KA.03.02": ["Protect Nether Wick from floods"]},
        "possibly-renumbered": {
            "2024-25/KA.03.03": ["2024-25/KA.03.02"],
            "2024-25/KA.03.04": ["2024-25/KA.03.03"],
        },
        "code-reused": {
            "2024-25/KA.04.03": ["Sell the council offices in Mill Street",
                                 "Offer twenty apprenticeships a year"],
        },
        "lead-changed": {"2024-25/KA.03.01": ["Environmental Services", "Waste and Recycling"]},
        "progress-copied": {"2024-25/KA.01.03": []},
        "duty-unmet": {"2024-25/KA.04.02": ["red-without-action"]},
        "step-delivered": {
            "2024-25/KA.01.01": ["Open the Castle Tarrow hub",
                                 "Recruit a coordinator for the Nether Wick hub",
                                 "Ask the parish council of Nether Wick for the use of its hall"],
            "2024-25/KA.02.01": ["Exchange contracts on the five homes in Tarrow Road",
                                 "Recruit 5 housing options officers",
                                 "Survey the homes that the housing association offers"],
            "2024-25/KA.02.04": ["Publish the register of licensed houses"],
            "2024-25/KA.03.01": ["Choose the caddies with a panel of residents"],
            "2024-25/KA.03.03": ["Run the walk-to-school trial for six weeks"],
            "2024-25/KA.03.04": ["Choose the planting sites with the parishes and order the trees from the nursery",
                                 "Find volunteers for the planting days"],
        },
        "step-unchanged": {
            "2024-25/KA.01.02": ["Send members of the leisure centre a monthly letter about the works"],
            "2024-25/KA.02.02": ["Take the policy to Full Council"],
            "2024-25/KA.03.03": ["Publish the readings of the five monitors every month",
                                 "Brief the parish councils on the ring road study"],
        },
        "step-slipped": {
            "2024-25/KA.01.02": ["Award the contract for the new pool roof",
                                 "Bring the higher price to Cabinet"],
            "2024-25/KA.01.03": ["Agree the winter patrols with the police",
                                 "Move the camera at Brindleford bus station to the taxi rank"],
            "2024-25/KA.02.03": ["Write to the owners of the 140 empty homes"],
            "2024-25/KA.02.04": ["Inspect the shared houses in Castle Tarrow"],
        },
        "step-reworded": {
            "2024-25/KA.02.02": ["Consult applicants and landlords on the draft policy",
                                 "Consult landlords and applicants about the draft allocations policy"],
        },
        "step-date-added": {"2024-25/KA.03.01": ["Order nine collection vehicles"]},
        "step-date-removed": {
            "2024-25/KA.03.03": ["Appoint a consultant for the ring road study"],
            "2024-25/KA.04.02": ["Put the nine forms back on the portal"],
        },
        "step-given-up": {
            "2024-25/KA.04.02": ["Buy a chat assistant for the portal"],
        },
        "step-added": {
            "2024-25/KA.01.01": ["Open the Nether Wick hub",
                                 "Publish the opening hours of all three hubs"],
            "2024-25/KA.02.01": ["Buy the four homes of the housing association that are fit",
                                 "Furnish the five homes in Tarrow Road"],
            "2024-25/KA.02.03": ["Appoint an empty homes officer"],
            "2024-25/KA.03.01": ["Recruit and train 24 collection staff"],
            "2024-25/KA.03.04": ["Plant the other 1,900 trees",
                                 "Show each school how to look after its trees"],
            "2024-25/KA.04.01": ["Open the shop front grants for applications"],
        },
    },
    ("2024/25 Q3", "2024/25 Q4"): {
        "status-improved": {"2024-25/KA.04.02": ["Red", "Amber"]},
        "status-stuck": {"2024-25/KA.01.02": ["Amber", "four quarters"]},
        "step-stale": {"2024-25/KA.03.03": ["Appoint a consultant for the ring road study"]},
        "completed": {
            "2024-25/KA.01.01": ["Green", "Complete"],
            "2024-25/KA.02.02": ["Green", "Complete"],
        },
        "complete-with-open-steps": {
            "2024-25/KA.02.02": ["Train the housing officers in the new rules"],
        },
        "put-off": {"2024-25/KA.04.03": ["Green", "Deferred", "with a reason"]},
        "started": {"2024-25/KA.03.02": ["Not started", "Green"]},
        "activity-removed": {"2024-25/KA.02.04": ["Inspect the shared houses in Castle Tarrow"]},
        "activity-closed": {"2024-25/KA.01.04": ["Complete"]},
        "activity-retired": {
            "2024-25/KA.02.03": [
                "given to the county's empty homes partnership by Cabinet on 14 January 2025"
            ],
        },
        "renumbered": {"2024-25/KA.01.05": ["2024-25/KA.04.01"]},
        "title-changed": {
            "2024-25/KA.03.01": ["Introduce weekly food waste collections",
                                 "Introduce weekly food waste collections for every house and flat"],
        },
        "portfolio-changed": {"2024-25/KA.02.01": ["Housing", "Finance and Assets"]},
        # Its progress was emptied when the quarter was opened, and nobody has written any yet.
        "no-progress": {"2024-25/KA.03.04": ["empty-progress"]},
        "duty-unmet": {"2024-25/KA.04.03": ["deferred-without-resumption"]},
        "step-delivered": {
            "2024-25/KA.01.01": ["Open the Nether Wick hub",
                                 "Publish the opening hours of all three hubs"],
            "2024-25/KA.01.02": ["Bring the higher price to Cabinet"],
            "2024-25/KA.01.03": ["Agree the winter patrols with the police",
                                 "Move the camera at Brindleford bus station to the taxi rank"],
            "2024-25/KA.01.05": ["Open the shop front grants for applications"],
            "2024-25/KA.02.01": ["Buy the four homes of the housing association that are fit"],
            "2024-25/KA.02.02": ["Consult landlords and applicants about the draft allocations policy",
                                 "Take the policy to Full Council"],
            "2024-25/KA.03.01": ["Order nine collection vehicles"],
            "2024-25/KA.03.02": ["Appoint an engineer for the flood study"],
            "2024-25/KA.03.03": ["Brief the parish councils on the ring road study"],
        },
        "step-unchanged": {
            "2024-25/KA.03.03": ["Appoint a consultant for the ring road study"],
            "2024-25/KA.03.04": ["Plant the other 1,900 trees",
                                 "Show each school how to look after its trees"],
        },
        "step-slipped": {
            "2024-25/KA.01.02": ["Award the contract for the new pool roof",
                                 "Send members of the leisure centre a monthly letter about the works"],
            "2024-25/KA.02.01": ["Furnish the five homes in Tarrow Road"],
            "2024-25/KA.03.01": ["Recruit and train 24 collection staff"],
            "2024-25/KA.03.03": ["Publish the readings of the five monitors every month"],
        },
        "step-possibly-the-same": {
            "2024-25/KA.04.02": ["Put the nine forms back on the portal",
                                 "Put the last three forms back on the portal"],
        },
        "step-dropped": {"2024-25/KA.04.03": ["Advertise the first apprenticeships"]},
        "step-added": {
            "2024-25/KA.01.03": ["Review the wardens' hours before the summer holidays"],
            "2024-25/KA.01.05": ["Award the first round of shop front grants"],
            "2024-25/KA.02.01": ["Buy the last five homes of the twenty"],
            "2024-25/KA.02.02": ["Train the housing officers in the new rules"],
            "2024-25/KA.03.01": ["Begin the collections in Brindleford"],
            "2024-25/KA.03.02": ["Finish the flood study"],
            "2024-25/KA.04.03": ["Look for another training provider"],
        },
    },
    # What only the history of more than two quarters tells.
    ("2024/25 Q1", "2024/25 Q4"): {
        "due-moved-three-times": {
            "2024-25/KA.01.02": ["Award the contract for the new pool roof",
                                 "2024-09", "2024-12", "2025-02", "2025-06"],
        },
        "never-closed": {"2024/25 Q2": []},
    },
}  # fmt: skip
