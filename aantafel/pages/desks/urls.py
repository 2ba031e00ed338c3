from django.urls import path

from aantafel.pages.desks.views import behalf, calls, decide, enter, home, idea, notices, people, queue, reactions

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
    path("beheer/reacties/", reactions.list_reactions, name="reactions"),
    path("beheer/reacties/<int:pk>/", reactions.reaction, name="reaction"),
    path("beheer/reacties/<int:pk>/verbergen/", reactions.hide, name="reaction_hide"),
    path("beheer/reacties/<int:pk>/tonen/", reactions.show_again, name="reaction_show"),
    path("beheer/reacties/<int:pk>/verborgen-houden/", reactions.keep_hidden, name="reaction_keep"),
    path("beheer/reacties/<int:pk>/blijft-staan/", reactions.let_stay, name="reaction_stay"),
    path("beheer/mensen/", people.people, name="people"),
    path("beheer/mensen/<int:pk>/", people.person, name="person"),
    path("beheer/mensen/<int:pk>/vrijgeven/", people.unblock, name="person_unblock"),
]
