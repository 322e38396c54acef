/** A list that revokes nothing, made by OpenSSL. It ends in a line break, as OpenSSL writes it. */
export const REVOCATION_LIST = `-----BEGIN X509 CRL-----
MIGmME4CAQEwCgYIKoZIzj0EAwIwDTELMAkGA1UEAwwCQ0EXDTI2MTEyMzExMTAx
MloYDzIxMjYxMDMwMTExMDEyWqAOMAwwCgYDVR0UBAMCAQEwCgYIKoZIzj0EAwID
SAAwRQIhAKYcQXpjRBJ511Un6KewhhMvoJgkiYy3NdLsbjjodODbAiBauFrFbZxg
L7GJIN9LWBpO57+OWSeRslPQdJALfD+wHg==
-----END X509 CRL-----
`
