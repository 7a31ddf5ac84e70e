/* The page without its data, as the web part built it: analysis/web/dist/report.html. */
#include "analysis/page_html.h"

__asm__(".section .rodata\n"
        ".global rk_page_template\n"
        "rk_page_template:\n"
        ".incbin \"analysis/web/dist/report.html\"\n"
        ".byte 0\n"
        ".previous\n");
