from django.urls import path

from aantafel.pages.desks.views import behalf, calls, decide, enter, home, idea, meetings, notices, people, queue

app_name = "desk"
urlpatterns = [
    path("beheer/", home.home, name="home"),
    path("beheer/ideeen/", queue.queue, name="queue"),
    path("beheer/ideeen/invoeren/", enter.enter, name="enter"),
    path("beheer/ideeen/<int:pk>/", idea.idea, name="idea"),
    path("beheer/ideeen/<int:pk>/plaatsen/", decide.approve, name="approve"),
    path("beheer/ideeen/<int:pk>/vragen/", decide.ask, name="ask"),
    path("beheer/ideeen/<int:pk>/weigeren/", decide.refuse, name="refuse"),
    path("beheer/ideeen/<int:pk>/namens/antwoord/", behalf.reply, name="behalf_reply"),
    path("beheer/ideeen/<int:pk>/namens/wijzigen/", behalf.change, name="behalf_change"),
    path("beheer/ideeen/<int:pk>/namens/intrekken/", behalf.withdraw, name="behalf_withdraw"),
    path("beheer/bellen/", calls.calls, name="calls"),
    path("beheer/bellen/<int:pk>/", calls.call, name="call"),
    path("beheer/gemeenten/", notices.notices, name="notices"),
    path("beheer/gemeenten/<int:pk>/", notices.notice, name="notice"),
    path("beheer/gemeenten/<int:pk>/gedaan/", notices.done, name="notice_done"),
    path("beheer/gemeenten/<int:pk>/met-de-hand/", notices.by_hand, name="notice_by_hand"),
    path("beheer/gemeenten/<int:pk>/opnieuw/", notices.again, name="notice_again"),
    path("beheer/gemeenten/postbus/<str:code>/", notices.mailbox, name="mailbox"),
    path("beheer/gemeenten/postbus/<str:code>/vrijgeven/", notices.unblock, name="mailbox_unblock"),
    path("beheer/bijeenkomsten/", meetings.listed, name="meetings"),
    path("beheer/bijeenkomsten/<int:pk>/", meetings.meeting, name="meeting"),
    path("beheer/bijeenkomsten/<int:pk>/gedaan/", meetings.done, name="meeting_done"),
    path("beheer/bijeenkomsten/<int:pk>/met-de-hand/", meetings.by_hand, name="meeting_by_hand"),
    path("beheer/bijeenkomsten/<int:pk>/opnieuw/", meetings.again, name="meeting_again"),
    path("beheer/mensen/", people.people, name="people"),
    path("beheer/mensen/<int:pk>/", people.person, name="person"),
    path("beheer/mensen/<int:pk>/vrijgeven/", people.unblock, name="person_unblock"),
]
