"""Phone numbers: read what people type, show it as they write it, and count by it without keeping it."""

import hashlib
import hmac

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


def normalize(raw: str, region: str = "US") -> str | None:
    """The number in E.164 form (+16015550100), or None when nobody could be reached by it.

    `region` is the country of a number typed without one. A number must be *possible* (the right count
    of digits), not *valid*: carriers open new blocks faster than any table, and the fictional 555-01xx
    numbers must work in demos. An extension is refused: a text cannot reach one.
    """
    try:
        number = phonenumbers.parse(raw, region)
    except NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if number.extension or reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def show(e164: str, region: str = "US") -> str:
    """The number as people in `region` write it: (601) 555-0100 at home, +52 … from abroad.

    Text that is no number comes back unchanged: a page shows what is stored. In HTML wrap it in
    `<bdi dir="ltr">`.
    """
    try:
        number = phonenumbers.parse(e164, region)
    except NumberParseException:
        return e164
    at_home = number.country_code == phonenumbers.country_code_for_region(region)
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def keyed_hash(value: str, key: str | bytes) -> str:
    """HMAC-SHA256 of a normalized number, in hex, for ledgers that must not hold the number.

    The key keeps it from being looked up in a list of all ten billion numbers; losing or changing the
    key cuts every ledger loose from its numbers. An empty key is a mistake, never a default.
    """
    secret = key.encode() if isinstance(key, str) else key
    if not secret:
        raise ValueError("A keyed hash needs a key.")
    return hmac.new(secret, value.encode(), hashlib.sha256).hexdigest()
