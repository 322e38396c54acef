// For LD_PRELOAD. FreeRADIUS 3.2.1 sets the length of an RC4 key before it has chosen RC4, which ends it with a
// segmentation fault on OpenSSL 3 when a user changes his password (mended by its pull request 5340). 128 bits are what RC4 has
// anyway, so a context without a cipher needs no length.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>

typedef struct evp_cipher_ctx_st EVP_CIPHER_CTX;
const void *EVP_CIPHER_CTX_get0_cipher(const EVP_CIPHER_CTX *context);

int EVP_CIPHER_CTX_set_key_length(EVP_CIPHER_CTX *context, int length) {
  if (EVP_CIPHER_CTX_get0_cipher(context) == NULL) return 1;
  int (*real)(EVP_CIPHER_CTX *, int) = NULL;
  *(void **)&real = dlsym(RTLD_NEXT, "EVP_CIPHER_CTX_set_key_length");
  return real == NULL ? 0 : real(context, length);
}
