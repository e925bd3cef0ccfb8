/** Files of the stand-ins for itsdangerous and blinker. */
export const itsdangerousFiles: Readonly<Record<string, string>> = {
  'itsdangerous/__init__.py': String.raw`"""Signed data. A small stand-in for itsdangerous, written for Drydock."""

import base64
import hashlib
import hmac
import json
import time
import zlib

__version__ = '@VERSION@'


class BadData(Exception):
    def __init__(self, message):
        super().__init__(message)
        self.message = message


class BadSignature(BadData):
    def __init__(self, message, payload=None):
        super().__init__(message)
        self.payload = payload


class BadTimeSignature(BadSignature): pass
class SignatureExpired(BadTimeSignature): pass
class BadPayload(BadData): pass


def _bytes(value): return value.encode() if isinstance(value, str) else value
def base64_encode(data): return base64.urlsafe_b64encode(_bytes(data)).rstrip(b'=')
def base64_decode(data): return base64.urlsafe_b64decode(_bytes(data) + b'=' * (-len(data) % 4))


class Signer:
    def __init__(self, secret_key, salt=b'itsdangerous.Signer', sep='.', key_derivation='django-concat', digest_method=hashlib.sha1, algorithm=None):
        self.secret_key, self.salt, self.sep = _bytes(secret_key), _bytes(salt), _bytes(sep)
        self.key_derivation, self.digest_method = key_derivation, digest_method

    def derive_key(self):
        if self.key_derivation == 'hmac':
            return hmac.new(self.secret_key, self.salt, self.digest_method).digest()
        return self.digest_method(self.salt + b'signer' * (self.key_derivation == 'django-concat') + self.secret_key).digest()

    def get_signature(self, value):
        return base64_encode(hmac.new(self.derive_key(), _bytes(value), self.digest_method).digest())

    def sign(self, value):
        return _bytes(value) + self.sep + self.get_signature(value)

    def verify_signature(self, value, sig):
        return hmac.compare_digest(self.get_signature(value), _bytes(sig))

    def unsign(self, signed_value):
        value, found, sig = _bytes(signed_value).rpartition(self.sep)
        if not found:
            raise BadSignature(f'No {self.sep.decode()!r} found in value')
        if not self.verify_signature(value, sig):
            raise BadSignature(f'Signature {sig!r} does not match', payload=value)
        return value


class TimestampSigner(Signer):
    def sign(self, value):
        stamp = int(time.time())
        value = _bytes(value) + self.sep + base64_encode(stamp.to_bytes((stamp.bit_length() + 7) // 8, 'big'))
        return value + self.sep + self.get_signature(value)

    def unsign(self, signed_value, max_age=None, return_timestamp=False):
        value, _, stamp = super().unsign(signed_value).rpartition(self.sep)
        signed = int.from_bytes(base64_decode(stamp), 'big')
        if max_age is not None and time.time() - signed > max_age:
            raise SignatureExpired(f'Signature age {int(time.time() - signed)} > {max_age} seconds', payload=value)
        return (value, signed) if return_timestamp else value


class Serializer:
    signer_class = Signer

    def __init__(self, secret_key, salt=b'itsdangerous', serializer=None, signer_kwargs=None):
        self.signer = self.signer_class(secret_key, salt, **(signer_kwargs or {}))
        self.serializer = serializer or json

    def dump_payload(self, obj): return self.serializer.dumps(obj, separators=(',', ':')).encode() if self.serializer is json else _bytes(self.serializer.dumps(obj))
    def load_payload(self, data): return self.serializer.loads(data.decode())
    def dumps(self, obj, salt=None): return self.signer.sign(self.dump_payload(obj)).decode()
    def loads(self, s, salt=None): return self.load_payload(self.signer.unsign(s))


class URLSafeSerializer(Serializer):
    def dump_payload(self, obj): return base64_encode(super().dump_payload(obj))

    def load_payload(self, data):
        packed = data.startswith(b'.')
        data = base64_decode(data.lstrip(b'.'))
        return super().load_payload(zlib.decompress(data) if packed else data)


class TimedSerializer(Serializer):
    signer_class = TimestampSigner

    def loads(self, s, max_age=None, salt=None): return self.load_payload(self.signer.unsign(s, max_age))


class URLSafeTimedSerializer(URLSafeSerializer, TimedSerializer):
    signer_class = TimestampSigner
`,
};

export const blinkerFiles: Readonly<Record<string, string>> = {
  'blinker/__init__.py': String.raw`"""Signals between parts of a program. A small stand-in for blinker, written for Drydock."""

__version__ = '@VERSION@'
ANY = object()


class Signal:
    def __init__(self, doc=None):
        self.receivers = []

    def connect(self, receiver, sender=ANY, weak=True):
        self.receivers.append((receiver, sender))
        return receiver

    def connect_via(self, sender, weak=False):
        return lambda receiver: self.connect(receiver, sender)

    def disconnect(self, receiver, sender=ANY):
        self.receivers = [each for each in self.receivers if each[0] is not receiver]

    def send(self, sender=None, /, **kwargs):
        return [(receiver, receiver(sender, **kwargs)) for receiver, wanted in self.receivers if wanted is ANY or wanted is sender]


class NamedSignal(Signal):
    def __init__(self, name, doc=None):
        super().__init__(doc)
        self.name = name


class Namespace(dict):
    def signal(self, name, doc=None):
        if name not in self:
            self[name] = NamedSignal(name, doc)
        return self[name]


default_namespace = Namespace()
signal = default_namespace.signal
`,
};
