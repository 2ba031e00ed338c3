"""The minutes of meetings: where they are made, and where everyone reads them."""

from django.urls import path

from tables.views import minutes, minutes_all, minutes_check, minutes_live, minutes_public, minutes_write

_WORK = "mijn/tafels/<int:pk>/verslagen/"
_ONE = f"{_WORK}<int:number>/"
_WRITE = f"{_ONE}schrijven/"
_PUBLIC = "tafels/<int:pk>-<slug:slug>/verslagen/<int:number>"

urlpatterns = [
    path(_WORK, minutes.overview, name="minutes"),
    path(_ONE, minutes.one, name="minutes_one"),
    path(f"{_ONE}beginnen/", minutes.begin, name="minutes_begin"),
    path(f"{_ONE}meelezen/", minutes.readers, name="minutes_readers"),
    path(f"{_ONE}schrijvers/", minutes.takers, name="minutes_takers"),
    path(f"{_ONE}nakijken/", minutes_check.check, name="minutes_check"),
    path(f"{_ONE}vragen/", minutes_check.asked, name="minutes_requests"),
    path(f"{_ONE}naam-weg/", minutes_check.take_out, name="minutes_take_out"),
    path(_WRITE, minutes_write.write, name="write"),
    path(f"{_WRITE}stand/", minutes_write.stand, name="write_stand"),
    path(f"{_WRITE}deel/<slug:word>/", minutes_write.one_part, name="write_one_part"),
    path(f"{_WRITE}deel/<slug:word>/bewaren/", minutes_write.part, name="write_part"),
    path(f"{_WRITE}deel/<slug:word>/eerder/", minutes_write.earlier, name="write_earlier"),
    path(f"{_WRITE}lijst/<slug:sort>/", minutes_write.listed, name="write_list"),
    path(f"{_WRITE}lijst/<slug:sort>/<int:item>/", minutes_write.item, name="write_item"),
    path("verslagen/", minutes_all.list_all, name="all_minutes"),
    path("tafels/<int:pk>-<slug:slug>/verbeteren/", minutes_public.correct_table, name="correct_table"),
    path("tafels/<int:pk>-<slug:slug>/verbeteren/gevraagd/", minutes_public.table_corrected, name="table_corrected"),
    path("tafels/<int:pk>-<slug:slug>/verloop/", minutes_public.course, name="course"),
    path(f"{_PUBLIC}/", minutes_public.page, name="published"),
    path(f"{_PUBLIC}.pdf", minutes_public.as_pdf, name="published_pdf"),
    path(f"{_PUBLIC}.json", minutes_public.as_json, name="published_json"),
    path(f"{_PUBLIC}/versies/<int:version>/", minutes_public.version, name="published_version"),
    path(f"{_PUBLIC}/versies/<int:version>/vergelijk/", minutes_public.compare, name="published_compare"),
    path(f"{_PUBLIC}/live/", minutes_live.live, name="live"),
    path(f"{_PUBLIC}/verbeteren/", minutes_public.correct, name="correct"),
    path(f"{_PUBLIC}/verbeteren/gevraagd/", minutes_public.corrected, name="corrected"),
]
