"""Where all the hits are, not only those in sight."""

from dataclasses import replace

from tests.tui.browsing import Desk, browse_of, browsing, press, results, scenario, selected, type_text, until


@scenario
async def test_the_places_of_all_hits_are_marked_also_of_those_out_of_sight(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        everywhere = set(desk.engine().hit_positions(replace(desk.request, query="cat")))
        await until(pilot, lambda: set(browse_of(pilot).marks.hits) == everywhere)
        assert len(everywhere) > len({hit.meme.place for hit in results(pilot).hits_at_hand() if hit.meme.place})


@scenario
async def test_the_selected_meme_is_marked_where_it_has_a_place(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "lang:pt")
        seen = set()
        for _ in range(12):
            meme = selected(pilot).meme
            wanted = None if meme.lat is None or meme.lon is None else (meme.lat, meme.lon)
            await until(pilot, lambda wanted=wanted: browse_of(pilot).marks.selected == wanted)  # type: ignore[misc]  # mypy cannot infer it
            seen.add(wanted is None)
            await press(pilot, "down")
        assert seen == {True, False}


@scenario
async def test_a_caller_without_a_position_is_not_on_the_map(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await until(pilot, lambda: browse_of(pilot).marks.hits)
        assert browse_of(pilot).marks.caller is None
