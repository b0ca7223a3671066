"""Badge and slip: one page description, painted to screen, PDF and printer.

The way of a page, each step in its own module:

    content = PrintContent(person=…, printed_at=clock.now(), pin=…, issued=…, held=…,
                           station_name=…, practice=…)                          # content
    wording = Wording(translate, LocaleDates(QLocale("de")))                    # texts, dates
    layout = LayoutShelf(folders).named("a4")  or  layout_named("a4")           # layouts
    pages = layout.pages(content, wording)        # about 20 ms where a code is made
    paint_page(painter, pages[0], pixels_per_mm)  # painter: screen, image, PDF
    data = pages_to_pdf(pages)                    # pdf: reads the codes back first
    write_pdf(layout.sheets(contents, wording), file)     # the same for thousands
    print_pages(pages, printer, copies, cancel)   # kiosk.qt.printers, on a worker

`translate` is called as `translate("Print", english)`. A shelf's
`names()` and `all()` tell which layouts there are; `sheets` does for several people what
`pages` does for one, a page at a time. `doubts_about(content, pages, dpi)` says what to warn of.
`page.group_digits` puts a PIN into groups. `Page.clear()` overwrites the codes of a page;
PINs and what the service returned stay in the caller's `Secret`, are revealed only while they
are painted, and a page whose secrets were cleared paints without them.

Failures are StationErrors: CODE_UNREADABLE, CODE_TOO_SMALL (values `needed_mm`,
`given_mm`), LAYOUT_UNKNOWN (`name`, `known`), LAYOUT_WRONG (`file`, `line`, `key`,
`value`, `expected`), LAYOUT_NOT_TOML (`file`, `expected`), FILE_NOT_WRITTEN (`file`), and
those of a printer, PK-501 to 503 and 510 to 514 (`printer`).
"""
