#include <renkei/status.h>

const char *rk_status_text(rk_status status)
{
    switch (status) {
#define X(code, text)                                                                                                  \
    case code:                                                                                                         \
        return text;
        RK_STATUS_LIST(X)
#undef X
    }
    return "unknown status";
}
