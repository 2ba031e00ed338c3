"""Lets each story of the demo happen, through the services that the site itself uses, at its own moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.pictures import rewrite
from aantafel.pages.demo import moments, people
from aantafel.pages.demo.pictures import draw
from aantafel.pages.demo.stories import Call, Country, Person, Story, helper_email
from ideas.enums import Channel, ConsentHow, NoticeAnswer, NoticeWay, Relation, ReviewRole
from ideas.models import Idea, MunicipalityNotice
from ideas.services import confirm, desk, drafts, notices, own, review
from municipalities.models import Municipality
from tables.services import publish

CLIENT = "demo"
FORM_IS_FILLED_IN_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Teller:
    """What every story needs: who and where, who decides and as what, and the present moment."""

    country: Country
    municipalities: dict[str, Municipality]
    operator: User
    now: datetime
    role: ReviewRole = ReviewRole.OPERATOR

    def tell(self, story: Story) -> Idea:
        """One story from its pin to where it stands today."""
        pinned = moments.told(story, self.now)
        with clock.frozen(pinned):
            idea = self._pin(story)
        idea.refresh_from_db()
        if story.state in ("published", "withdrawn"):
            self._publish(story, idea, pinned)
        elif story.question:
            self._ask(story, idea, pinned)
        elif story.state == "refused":
            with clock.frozen(moments.decided(story, pinned)):
                review.refuse(actor=self.operator, idea_id=idea.pk, reason=story.reason, role=self.role)
        return idea

    def call(self, call: Call) -> None:
        """Somebody asks to be called; with a draft that they had begun."""
        where = self.municipalities[call.municipality]
        with clock.frozen(moments.called(call, self.now)):
            draft = self._draft(call.draft, where, "") if call.draft else None
            desk.ask_for_call(
                name=call.name,
                phone=call.phone,
                municipality=where,
                when=call.when,
                text=call.text,
                client=CLIENT,
                idea=draft,
            )

    # pinning

    def _pin(self, story: Story) -> Idea:
        if story.entered:
            return self._enter(story)
        person = self.country.people.get(story.by)
        where = self._where(story, person)
        idea = self._draft(story.title, where, person.postcode if person else story.postcode)
        if person is None:
            return idea
        if story.state == "unconfirmed":
            drafts.give_identity(idea=idea, name=person.name, email=person.email, municipality=where)
        elif story.helper:
            self._help(story, idea, person, where)
        else:
            actor = people.make_person(person, self.municipalities)
            own.change(actor=actor, idea=idea, **self.sketch(story), **_picture(story))
            relation = Relation(story.relation)
            drafts.pin_signed_in(actor=actor, idea=idea, municipality=where, relation=relation)
        return idea

    def _where(self, story: Story, person: Person | None) -> Municipality:
        return self.municipalities[story.municipality or (person.home if person else "")]

    def _draft(self, title: str, where: Municipality, postcode: str) -> Idea:
        return drafts.save_draft(title=title, municipality=where, postcode=postcode, language="nl", client=CLIENT)

    def _help(self, story: Story, idea: Idea, person: Person, where: Municipality) -> None:
        """A helper fills it in and proves their own address."""
        email = helper_email(story.helper)
        helper = people.make_helper(story.helper, email)
        own.change(actor=helper, idea=idea, **self.sketch(story), **_picture(story))
        drafts.give_identity_of_other(
            idea=idea,
            name=person.name,
            email=person.email if story.helper_knows_email else "",
            helper_name=story.helper,
            helper_email=email,
            municipality=where,
        )
        confirm.confirm_help(helper, str(idea.key))
        own.show_name(actor=helper, idea=idea, display=person.show)

    def _enter(self, story: Story) -> Idea:
        """The operator takes it in by phone, on paper or in a talk, and writes down who said yes, and how."""
        return desk.enter_for(actor=self.operator, idea=None, **self.entering(story))

    def sketch(self, story: Story) -> dict[str, Any]:
        """What its pinner tells in the first sketch."""
        return story.sketch

    def entering(self, story: Story) -> dict[str, Any]:
        """What is told of somebody's idea by who writes it down."""
        person = self.country.people[story.by]
        how = ConsentHow.TALK if story.channel in ("table", "visit") else ConsentHow(story.channel)
        return {
            "municipality": self._where(story, person),
            "idea_fields": {"title": story.title, "channel": Channel(story.channel), **self.sketch(story)},
            "pinner_fields": {
                "name": person.name,
                "name_display": person.show,
                "email": person.email,
                "postcode": person.postcode,
                "consent_how": how,
                "consent_at": clock.now(),
            },
        }

    # review

    def _ask(self, story: Story, idea: Idea, pinned: datetime) -> None:
        asked = min(pinned + timedelta(hours=20), self.now - timedelta(hours=2))
        with clock.frozen(asked):
            review.ask(actor=self.operator, idea_id=idea.pk, question=story.question, role=self.role)
        if story.answered and idea.owner is not None:
            with clock.frozen(min(asked + timedelta(hours=9), self.now - timedelta(hours=1))):
                own.answer(actor=idea.owner, idea=idea, text=story.answered)

    def _publish(self, story: Story, idea: Idea, pinned: datetime) -> None:
        published = moments.decided(story, pinned)
        with clock.frozen(published):
            publish(actor=self.operator, idea_id=idea.pk, role=self.role)
        if self.role is ReviewRole.OPERATOR:
            self._hear_municipality(story, idea, published)
        actor = idea.owner
        if story.later and actor is not None:
            with clock.frozen(published + timedelta(days=story.later_after)):
                own.change(actor=actor, idea=idea, approach=f"{idea.approach}\n\n{story.later}".strip())
        if story.withdrawn_after and actor is not None:
            with clock.frozen(published + timedelta(days=story.withdrawn_after)):
                own.withdraw(actor=actor, idea=idea)

    def _hear_municipality(self, story: Story, idea: Idea, published: datetime) -> None:
        """A contact form is filled in after a day, but the latest ones still wait; then comes the answer, if any."""
        notice = MunicipalityNotice.objects.get(idea=idea)
        if notice.way == NoticeWay.FORM:
            if self.now - published < FORM_IS_FILLED_IN_AFTER:
                return
            with clock.frozen(published + timedelta(days=1)):
                notices.mark_done(actor=self.operator, notice_id=notice.pk)
        answer = NoticeAnswer(story.answer)
        answered = published + timedelta(days=3 + moments.luck(story.slug, "answer", 9))
        if answer == NoticeAnswer.NOTHING or answered > self.now:
            return
        planned = answer == NoticeAnswer.VISIT_PLANNED
        visit = (self.now + timedelta(days=5 + moments.luck(story.slug, "visit", 16))).date() if planned else None
        with clock.frozen(answered):
            notices.record_answer(
                actor=self.operator, notice_id=notice.pk, answer=answer, visit_on=visit, note=story.note
            )


def _picture(story: Story) -> dict[str, Any]:
    """The story's own drawing, written anew like every uploaded picture."""
    if not story.picture:
        return {}
    upload = SimpleUploadedFile(f"{story.picture}.png", draw(story.picture), content_type="image/png")
    return {"picture": rewrite(upload), "picture_description": story.picture_text}
