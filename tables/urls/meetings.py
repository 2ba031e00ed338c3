"""The meetings of tables: where they are organised, what everyone reads of them, and what a key or a code opens."""

from django.urls import path

from tables.views.meetings import agenda, attendance, dates, facilitator, mine, public, work

OF_TABLE = "mijn/tafels/<int:pk>/bijeenkomsten/"
OF_MEETING = f"{OF_TABLE}<int:number>/"

urlpatterns = [
    path("mijn/bijeenkomsten/", mine.mine, name="my_meetings"),
    path(OF_TABLE, work.listed, name="meetings"),
    path(f"{OF_TABLE}nieuw/", work.plan, name="meeting_plan"),
    path(OF_MEETING, work.one, name="meeting_work"),
    path(f"{OF_MEETING}wijzigen/", work.change, name="meeting_change"),
    path(f"{OF_MEETING}afzeggen/", work.cancel, name="meeting_cancel"),
    path(f"{OF_MEETING}geweest/", work.held, name="meeting_held"),
    path(f"{OF_MEETING}agenda/", agenda.agenda, name="meeting_agenda"),
    path(f"{OF_MEETING}agenda/<int:part>/", agenda.part, name="meeting_part"),
    path(f"{OF_MEETING}agenda/<int:part>/plek/", agenda.move, name="meeting_part_move"),
    path(f"{OF_MEETING}nu/", agenda.now, name="meeting_now"),
    path(f"{OF_MEETING}datums/", dates.overview, name="meeting_dates"),
    path(f"{OF_MEETING}datums/<int:option>/", dates.option, name="meeting_date"),
    path(f"{OF_MEETING}datums/namens/<int:ask>/", dates.on_behalf, name="meeting_dates_for"),
    path(f"{OF_MEETING}begeleider/", facilitator.facilitator, name="meeting_facilitator"),
    path(f"{OF_MEETING}begeleider/wie/", facilitator.choose, name="meeting_facilitator_choose"),
    path(f"{OF_MEETING}aanwezig/", attendance.attendance, name="attendance"),
    path(f"{OF_MEETING}aanwezig/<int:seat>/", attendance.here, name="attendance_here"),
    path(f"{OF_MEETING}aanwezig/deur/", attendance.sheet, name="door_sheet"),
    path(f"{OF_MEETING}aanwezig/deur/nieuw/", attendance.new_code, name="door_new_code"),
    path("datums/<uuid:key>/", dates.answer, name="dates"),
    path("begeleiden/<uuid:key>/", facilitator.facilitate, name="facilitate"),
    path("aanwezig/<slug:secret>/", attendance.door, name="door"),
    path("aanwezig/<slug:secret>/klaar/", attendance.door_done, name="door_done"),
    path("bijeenkomsten/", public.listed, name="all_meetings"),
    path("bijeenkomsten/<int:pk>/", public.detail, name="meeting"),
    path("bijeenkomsten.ics", public.all_calendar, name="meetings_feed"),
    path("bijeenkomsten/<int:pk>.ics", public.one_calendar, name="meeting_calendar"),
    path("tafels/<int:pk>-<slug:slug>.ics", public.table_calendar, name="table_calendar"),
]
