"""What happens in the fictional council from one quarter to the next, as it was staged.

By the two quarters: the kind of event, the activity (under its later code, where it has one) and, of steps, the words of
each: those that it had, or has where it is new. “step-unchanged” are lines of the ledger and no events.
"""

EXPECTED: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {
    ("2023/24 Q4", "2024/25 Q1"): {
        "step-unaccounted": {
            "2023-24/KA.01.02": [
                "Agree a timetable with one of the bus companies",
                "Ask the villages what they would pay for a ticket",
            ],
        },
        "step-slipped": {
            "2024-25/KA.01.01": ["Train twelve volunteers for the hubs"],
        },
        "title-changed": {
            "2024-25/KA.01.01": [],
            "2024-25/KA.03.02": [],
        },
        "ended-with-plan": {
            "2023-24/KA.01.02": [],
            "2023-24/KA.02.02": [],
        },
        "carried-on": {
            "2024-25/KA.01.01": [],
            "2024-25/KA.03.02": [],
        },
        "begun-with-plan": {
            "2024-25/KA.01.02": [],
            "2024-25/KA.01.03": [],
            "2024-25/KA.01.04": [],
            "2024-25/KA.02.01": [],
            "2024-25/KA.02.02": [],
            "2024-25/KA.02.03": [],
            "2024-25/KA.02.04": [],
            "2024-25/KA.03.01": [],
            "2024-25/KA.03.03": [],
            "2024-25/KA.04.01": [],
            "2024-25/KA.04.02": [],
            "2024-25/KA.04.03": [],
        },
        "step-added": {
            "2024-25/KA.01.01": [
                "Open the Castle Tarrow hub",
                "Recruit a coordinator for the Nether Wick hub",
            ],
            "2024-25/KA.01.02": [
                "Award the contract for the new pool roof",
                "Send members of the leisure centre a monthly letter about the works",
            ],
            "2024-25/KA.01.03": [
                "Hold a safety walk with residents in each of the three towns",
                "Agree the winter patrols with the police",
                "Move the camera at Brindleford bus station to the taxi rank",
            ],
            "2024-25/KA.01.04": [
                "Pay the 24 grants of the year",
                "Publish the list of groups with a grant",
            ],
            "2024-25/KA.02.01": [
                "Exchange contracts on the five homes in Tarrow Road",
                "Recruit 3 housing options officers",
                "Survey the homes that the housing association offers",
            ],
            "2024-25/KA.02.02": [
                "Consult applicants and landlords on the draft policy",
                "Take the policy to Full Council",
            ],
            "2024-25/KA.02.03": ["Appoint an empty homes officer"],
            "2024-25/KA.02.04": [
                "Inspect the shared houses in Castle Tarrow",
                "Publish the register of licensed houses",
            ],
            "2024-25/KA.03.01": [
                "Choose the caddies with a panel of residents",
                "Order nine collection vehicles",
            ],
            "2024-25/KA.03.02": [
                "Choose two schools for the walk-to-school trial",
                "Appoint a consultant for the ring road study and brief the parish councils",
            ],
            "2024-25/KA.03.03": [
                "Choose the planting sites with the parishes",
                "Order the trees from the nursery",
            ],
            "2024-25/KA.04.01": ["Open the shop front grants for applications"],
            "2024-25/KA.04.03": [
                "Obtain two valuations of the offices",
                "Find a new home for the archive",
            ],
        },
        "step-done": {
            "2024-25/KA.01.01": ["Sign the lease of the former bank in Castle Tarrow"],
            "2024-25/KA.03.02": ["Write the annual report on air quality"],
        },
        "step-unchanged": {
            "2024-25/KA.03.02": ["Publish the readings of the five monitors every month"],
        },
    },
    ("2024/25 Q1", "2024/25 Q2"): {
        "step-slipped": {
            "2024-25/KA.01.02": ["Award the contract for the new pool roof"],
            "2024-25/KA.02.01": ["Exchange contracts on the five homes in Tarrow Road"],
            "2024-25/KA.02.02": [
                "Consult applicants and landlords on the draft policy",
                "Take the policy to Full Council",
            ],
        },
        "step-unaccounted": {
            "2024-25/KA.01.03": ["Hold a safety walk with residents in each of the three towns"],
        },
        "step-still-unaccounted": {
            "2023-24/KA.01.02": [
                "Agree a timetable with one of the bus companies",
                "Ask the villages what they would pay for a ticket",
            ],
        },
        "status-worsened": {
            "2024-25/KA.01.03": [],
            "2024-25/KA.01.01": [],
        },
        "status-unstated": {
            "2024-25/KA.02.04": [],
        },
        "not-updated": {
            "2024-25/KA.03.01": [],
        },
        "status-plunged": {
            "2024-25/KA.02.01": [],
        },
        "reopened": {
            "2024-25/KA.04.02": [],
        },
        "put-off": {
            "2024-25/KA.02.02": [],
        },
        "withdrawn": {
            "2024-25/KA.04.01": [],
        },
        "completed": {
            "2024-25/KA.01.04": [],
        },
        "step-stale": {
            "2024-25/KA.03.02": ["Publish the readings of the five monitors every month"],
        },
        "step-brought-forward": {
            "2024-25/KA.01.01": ["Recruit a coordinator for the Nether Wick hub"],
        },
        "step-dropped": {
            "2024-25/KA.04.01": ["Open the shop front grants for applications"],
        },
        "started": {
            "2024-25/KA.02.03": [],
        },
        "step-added": {
            "2024-25/KA.01.01": ["Ask the parish council of Nether Wick for the use of its hall"],
            "2024-25/KA.01.02": ["Bring the higher price to Cabinet"],
            "2024-25/KA.02.03": ["Write to the owners of the 140 empty homes"],
            "2024-25/KA.03.02": ["Run the walk-to-school trial for six weeks"],
            "2024-25/KA.03.03": ["Find volunteers for the planting days"],
            "2024-25/KA.04.02": [
                "Put the nine forms back on the portal",
                "Buy a chat assistant for the portal",
            ],
            "2024-25/KA.04.03": ["Put the offices up for sale"],
        },
        "step-reworded": {
            "2024-25/KA.02.01": ["Recruit 3 housing options officers"],
            "2024-25/KA.03.02": [
                "Appoint a consultant for the ring road study and brief the parish councils"
            ],
            "2024-25/KA.03.03": [
                "Choose the planting sites with the parishes",
                "Order the trees from the nursery",
            ],
        },
        "step-done": {
            "2024-25/KA.01.01": ["Train twelve volunteers for the hubs"],
            "2024-25/KA.01.04": [
                "Pay the 24 grants of the year",
                "Publish the list of groups with a grant",
            ],
            "2024-25/KA.02.03": ["Appoint an empty homes officer"],
            "2024-25/KA.03.02": ["Choose two schools for the walk-to-school trial"],
            "2024-25/KA.04.03": ["Obtain two valuations of the offices"],
        },
        "step-unchanged": {
            "2024-25/KA.01.01": ["Open the Castle Tarrow hub"],
            "2024-25/KA.01.02": [
                "Send members of the leisure centre a monthly letter about the works"
            ],
            "2024-25/KA.01.03": [
                "Agree the winter patrols with the police",
                "Move the camera at Brindleford bus station to the taxi rank",
            ],
            "2024-25/KA.02.01": ["Survey the homes that the housing association offers"],
            "2024-25/KA.02.04": [
                "Inspect the shared houses in Castle Tarrow",
                "Publish the register of licensed houses",
            ],
            "2024-25/KA.03.01": [
                "Choose the caddies with a panel of residents",
                "Order nine collection vehicles",
            ],
            "2024-25/KA.03.02": ["Publish the readings of the five monitors every month"],
            "2024-25/KA.04.03": ["Find a new home for the archive"],
        },
    },
    ("2024/25 Q2", "2024/25 Q3"): {
        "step-still-unaccounted": {
            "2024-25/KA.01.03": ["Hold a safety walk with residents in each of the three towns"],
        },
        "to-green-with-nothing-done": {
            "2024-25/KA.01.03": [],
            "2024-25/KA.02.02": [],
        },
        "code-reused": {
            "2024-25/KA.04.03": [],
        },
        "progress-copied": {
            "2024-25/KA.01.03": [],
        },
        "status-worsened": {
            "2024-25/KA.04.02": [],
        },
        "step-slipped": {
            "2024-25/KA.01.02": [
                "Bring the higher price to Cabinet",
                "Award the contract for the new pool roof",
            ],
            "2024-25/KA.01.03": [
                "Agree the winter patrols with the police",
                "Move the camera at Brindleford bus station to the taxi rank",
            ],
            "2024-25/KA.02.03": ["Write to the owners of the 140 empty homes"],
            "2024-25/KA.02.04": ["Inspect the shared houses in Castle Tarrow"],
            "2024-25/KA.03.03": ["Appoint a consultant for the ring road study"],
            "2024-25/KA.04.02": ["Put the nine forms back on the portal"],
        },
        "step-reopened": {
            "2024-25/KA.02.03": ["Appoint an empty homes officer"],
        },
        "unstarted": {
            "2024-25/KA.02.03": [],
        },
        "status-leapt": {
            "2024-25/KA.02.01": [],
        },
        "status-improved": {
            "2024-25/KA.01.01": [],
            "2024-25/KA.01.03": [],
        },
        "resumed": {
            "2024-25/KA.02.02": [],
        },
        "reinstated": {
            "2024-25/KA.04.01": [],
        },
        "status-stuck": {
            "2024-25/KA.01.02": [],
        },
        "activity-added": {
            "2024-25/KA.03.02": [],
        },
        "step-stale": {
            "2024-25/KA.01.02": [
                "Send members of the leisure centre a monthly letter about the works"
            ],
            "2024-25/KA.02.02": ["Take the policy to Full Council"],
            "2024-25/KA.03.03": ["Publish the readings of the five monitors every month"],
        },
        "lead-changed": {
            "2024-25/KA.03.01": [],
        },
        "step-dropped": {
            "2024-25/KA.04.02": ["Buy a chat assistant for the portal"],
            "2024-25/KA.04.03": ["Put the offices up for sale", "Find a new home for the archive"],
        },
        "status-stated": {
            "2024-25/KA.02.04": [],
        },
        "status-word-changed": {
            "2024-25/KA.01.04": [],
        },
        "renumbered": {
            "2024-25/KA.03.03": [],
            "2024-25/KA.03.04": [],
        },
        "step-added": {
            "2024-25/KA.01.01": [
                "Open the Nether Wick hub",
                "Publish the opening hours of all three hubs",
            ],
            "2024-25/KA.02.01": [
                "Buy the four homes of the housing association that are fit",
                "Furnish the five homes in Tarrow Road",
            ],
            "2024-25/KA.03.01": ["Recruit and train 24 collection staff"],
            "2024-25/KA.03.02": ["Appoint an engineer for the flood study"],
            "2024-25/KA.03.04": [
                "Plant the other 1,900 trees",
                "Show each school how to look after its trees",
            ],
            "2024-25/KA.04.01": ["Open the shop front grants for applications"],
            "2024-25/KA.04.03": ["Advertise the first apprenticeships"],
        },
        "step-reworded": {
            "2024-25/KA.02.02": ["Consult applicants and landlords on the draft policy"],
        },
        "step-done": {
            "2024-25/KA.01.01": [
                "Open the Castle Tarrow hub",
                "Recruit a coordinator for the Nether Wick hub",
                "Ask the parish council of Nether Wick for the use of its hall",
            ],
            "2024-25/KA.02.01": [
                "Exchange contracts on the five homes in Tarrow Road",
                "Recruit 5 housing options officers",
                "Survey the homes that the housing association offers",
            ],
            "2024-25/KA.02.04": ["Publish the register of licensed houses"],
            "2024-25/KA.03.01": ["Choose the caddies with a panel of residents"],
            "2024-25/KA.03.03": ["Run the walk-to-school trial for six weeks"],
            "2024-25/KA.03.04": [
                "Choose the planting sites with the parishes and order the trees from the nursery",
                "Find volunteers for the planting days",
            ],
        },
        "step-unchanged": {
            "2024-25/KA.01.02": [
                "Send members of the leisure centre a monthly letter about the works"
            ],
            "2024-25/KA.02.02": ["Take the policy to Full Council"],
            "2024-25/KA.03.01": ["Order nine collection vehicles"],
            "2024-25/KA.03.03": [
                "Publish the readings of the five monitors every month",
                "Brief the parish councils on the ring road study",
            ],
        },
    },
    ("2024/25 Q3", "2024/25 Q4"): {
        "step-slipped": {
            "2024-25/KA.01.02": [
                "Send members of the leisure centre a monthly letter about the works",
                "Award the contract for the new pool roof",
            ],
            "2024-25/KA.02.01": ["Furnish the five homes in Tarrow Road"],
            "2024-25/KA.03.01": ["Recruit and train 24 collection staff"],
            "2024-25/KA.03.03": ["Publish the readings of the five monitors every month"],
        },
        "step-unaccounted": {
            "2024-25/KA.02.04": ["Inspect the shared houses in Castle Tarrow"],
            "2024-25/KA.04.02": ["Put the nine forms back on the portal"],
            "2024-25/KA.04.03": ["Advertise the first apprenticeships"],
        },
        "step-overdue": {
            "2024-25/KA.03.04": ["Plant the other 1,900 trees"],
        },
        "step-still-unaccounted": {
            "2024-25/KA.01.03": ["Hold a safety walk with residents in each of the three towns"],
        },
        "complete-with-open-steps": {
            "2024-25/KA.02.02": [],
        },
        "activity-removed": {
            "2024-25/KA.02.04": [],
        },
        "put-off": {
            "2024-25/KA.04.03": [],
        },
        "step-done-late": {
            "2024-25/KA.02.01": ["Buy the four homes of the housing association that are fit"],
        },
        "completed": {
            "2024-25/KA.01.01": [],
            "2024-25/KA.02.02": [],
        },
        "status-stuck": {
            "2024-25/KA.01.02": [],
        },
        "title-changed": {
            "2024-25/KA.03.01": [],
        },
        "no-progress": {
            "2024-25/KA.03.04": [],
        },
        "step-stale": {
            "2024-25/KA.03.03": ["Appoint a consultant for the ring road study"],
        },
        "portfolio-changed": {
            "2024-25/KA.02.01": [],
        },
        "status-improved": {
            "2024-25/KA.04.02": [],
        },
        "activity-retired": {
            "2024-25/KA.02.03": [],
        },
        "step-dropped": {
            "2024-25/KA.02.03": [
                "Appoint an empty homes officer",
                "Write to the owners of the 140 empty homes",
            ],
        },
        "started": {
            "2024-25/KA.03.02": [],
        },
        "activity-closed": {
            "2024-25/KA.01.04": [],
        },
        "renumbered": {
            "2024-25/KA.01.05": [],
        },
        "step-added": {
            "2024-25/KA.01.03": ["Review the wardens' hours before the summer holidays"],
            "2024-25/KA.01.05": ["Award the first round of shop front grants"],
            "2024-25/KA.02.01": ["Buy the last five homes of the twenty"],
            "2024-25/KA.02.02": ["Train the housing officers in the new rules"],
            "2024-25/KA.03.01": ["Begin the collections in Brindleford"],
            "2024-25/KA.03.02": ["Finish the flood study"],
            "2024-25/KA.04.02": ["Put the last three forms back on the portal"],
            "2024-25/KA.04.03": ["Look for another training provider"],
        },
        "step-done": {
            "2024-25/KA.01.01": [
                "Open the Nether Wick hub",
                "Publish the opening hours of all three hubs",
            ],
            "2024-25/KA.01.02": ["Bring the higher price to Cabinet"],
            "2024-25/KA.01.03": [
                "Agree the winter patrols with the police",
                "Move the camera at Brindleford bus station to the taxi rank",
            ],
            "2024-25/KA.01.05": ["Open the shop front grants for applications"],
            "2024-25/KA.02.01": ["Buy the four homes of the housing association that are fit"],
            "2024-25/KA.02.02": [
                "Consult landlords and applicants about the draft allocations policy",
                "Take the policy to Full Council",
            ],
            "2024-25/KA.03.01": ["Order nine collection vehicles"],
            "2024-25/KA.03.02": ["Appoint an engineer for the flood study"],
            "2024-25/KA.03.03": ["Brief the parish councils on the ring road study"],
        },
        "step-unchanged": {
            "2024-25/KA.03.03": ["Appoint a consultant for the ring road study"],
            "2024-25/KA.03.04": [
                "Plant the other 1,900 trees",
                "Show each school how to look after its trees",
            ],
        },
    },
}
