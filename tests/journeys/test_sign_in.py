"""Signing in, with a second step: by code, by security key, by keyboard alone, and without JavaScript."""

import re

from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.factories import PASSWORD, UserFactory, home_page
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits
from tests.support.second_factor import code_now


def secret_of(user: User) -> str:
    return Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).wrap().instance.data["secret"]


def without_second_factor() -> User:
    user = UserFactory(secretariat=True)
    user.authenticator_set.all().delete()
    return user


def test_the_secretariat_signs_in_by_keyboard_alone(desktop: Page) -> None:
    user = UserFactory(secretariat=True)  # given somebody of the secretariat with an app
    home_page()
    desktop.goto("/accounts/login/")
    axe(desktop)

    keyboard = Keyboard(desktop)  # when they sign in without a mouse
    keyboard.fill("Email address", user.email)
    keyboard.fill("Password", PASSWORD)
    keyboard.press("Sign in")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Second step")
    axe(desktop)
    keyboard.fill("Code from your app", code_now(secret_of(user)))
    keyboard.press("Sign in")

    expect(desktop.get_by_role("heading", name="What waits for you")).to_be_visible()  # then their work is before them


def test_a_wrong_password_is_told_once_above_and_leads_back(page: Page) -> None:
    user = UserFactory()
    page.goto("/accounts/login/")

    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page).to_have_title(re.compile("^Error: Sign in"))
    expect(page.get_by_role("alert")).to_contain_text("The email address or the password is not right")
    expect(page.get_by_label("Email address")).to_have_value(user.email)
    fits(page)


def test_somebody_who_tries_too_often_is_told_to_wait(desktop: Page, phone: Page) -> None:
    for page in (desktop, phone):
        for _ in range(6):  # when somebody asks for a new password again and again
            page.goto("/accounts/password/reset/")
            page.get_by_label("Email address").fill("ada@example.org")
            page.get_by_role("main").get_by_role("button").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("You have tried too many times")
        expect(page.get_by_role("main")).to_contain_text("Wait a few minutes, then try again.")
        expect(page.get_by_role("main").get_by_role("link", name="contact us")).to_be_visible()
        fits(page)
        axe(page)


def test_new_staff_set_up_an_app_before_anything_else(page: Page) -> None:
    user = without_second_factor()  # given somebody new
    page.goto("/admin/")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Second step at sign-in")  # then they are led here
    expect(page.get_by_text("Your role needs a second step at sign-in.")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    secret = page.locator(".mh-copyable__value").inner_text().strip()
    page.get_by_label("Code that the app shows").fill(code_now(secret))
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")  # and get codes for a bad day
    expect(page.locator(".mh-codes li")).to_have_count(10)
    fits(page)
    page.goto("/admin/")
    expect(page).to_have_url(re.compile("/admin/$"))


def test_a_security_key_is_added_and_opens_the_door(visitors: Visitors) -> None:
    user = without_second_factor()
    page = visitors.open(user=user)
    plug_in_a_key(page)

    page.goto("/accounts/2fa/webauthn/add/")  # when a key is added
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Add a security key").wait_for()
    page.wait_for_load_state()
    axe(page)
    page.get_by_label("Name of the key").fill("Blue key")
    page.get_by_role("button", name="Add key").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Blue key", exact=True).first).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Sign out").click()

    page.goto("/accounts/login/")  # then it serves as the second step
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Second step", exact=True).wait_for()
    page.wait_for_load_state()
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def test_a_key_that_is_not_there_is_said_in_the_page(visitors: Visitors) -> None:
    page = visitors.open(user=without_second_factor())
    plug_in_a_key(page, answers=False)

    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Add a security key").wait_for()
    page.wait_for_load_state()
    page.get_by_role("button", name="Add key").click()

    expect(page.get_by_role("alert").filter(has_text="The key was not read.")).to_be_visible()


def plug_in_a_key(page: Page, *, answers: bool = True) -> None:
    """Give the browser a virtual security key; one that does not answer refuses the person in front of it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": answers,
        "automaticPresenceSimulation": True,
    }
    key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    if not answers:
        devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key["authenticatorId"]})
        page.add_init_script(
            "navigator.credentials.create = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
        )
