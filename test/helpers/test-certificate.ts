/** A certificate that vouches for 127.0.0.1 and for nothing else; signed by itself, so nobody trusts it. */
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBqDCCAU2gAwIBAgIUH3UPVtBltnCfB69Xgk96sBYa+OQwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPbWlycm9yZGVjayB0ZXN0MCAXDTI2MTEyMjA5MjAyMVoYDzIx
MjYxMDI5MDkyMDIxWjAaMRgwFgYDVQQDDA9taXJyb3JkZWNrIHRlc3QwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAASy9rIrY/jn36p079IzRTSK7lHKI+yAmibNgEnt
dKbmrjGRab1omGOAvjvXgDi5lha2NKmJX6+cC9kNHO9/OvkRo28wbTAdBgNVHQ4E
FgQU93XSCrhL38OL6DuVJqF7f7LesekwHwYDVR0jBBgwFoAU93XSCrhL38OL6DuV
JqF7f7LesekwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2Nh
bGhvc3QwCgYIKoZIzj0EAwIDSQAwRgIhAMDsCOFIujPYhesyOElppSl8pmLYTtOa
ElObwoAN8da6AiEA0QVKf1cHKBAvNQBleiwngHUFkI1StTafzqhJn9aUhtw=
-----END CERTIFICATE-----
`;

/** Its key: for tests only. */
export const testCertificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgU+psBOx7KQaQ6QB2
OgA1E6urFO3482IMFOMR9MqsR1ShRANCAASy9rIrY/jn36p079IzRTSK7lHKI+yA
mibNgEntdKbmrjGRab1omGOAvjvXgDi5lha2NKmJX6+cC9kNHO9/OvkR
-----END PRIVATE KEY-----
`;
