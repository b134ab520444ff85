"""Words that pages which are no articles say: walls, consent, errors, log-ins, search results.

They are of languages and of the machinery of the web ("enable JavaScript"), not of sites.
"""

from __future__ import annotations

import re

from newsclean.extract.fields.stems import Stems

BOT = re.compile(
    r"(?:enable|turn on|activate) (?:js\b|java ?script)(?: and (?:cookies|disable)| to)"
    r"|java ?script (?:is"
    r"|appears to be|has"
    r" been) (?:disabled|required|not enabled)|are you (?:a robot|human|not a robot)|not a robot"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|checking (?:if the site connection"
    r"|your browser)"
    r"|unusual (?:traffic|activity)|access (?:to this page has been )?denied|bot detection"
    r"|just a moment\.\.\.|attention required|pardon our interruption|ddos protection"
    r"|your (?:request|ip|access) (?:has been |was )?(?:blocked|banned)|security check"
    r"|aktivieren sie (?:bitte )?java ?script|sind sie ein (?:roboter|mensch)"
    r"|activer java ?script|êtes-vous un robot|vous n.êtes pas un robot|habilit[ae]r? java ?script"
    r"|no soy un robot|non sei un robot|включите java ?script|вы не робот|доступ ограничен"
    r"|доступ запрещ|włącz (?:obsługę )?java ?script|请启用 ?java ?script|安全验证|人机验证",
    re.IGNORECASE,
)
# A part of each of those, sought first
BOT_STEMS = Stems(
    "js", "script", "human", "robot", "checking if", "your browser", "unusual", "denied",
    "bot detection", "just a moment", "attention", "pardon", "ddos", "blocked", "banned",
    "security", "mensch", "робот", "доступ", "安全验证", "人机验证",
)  # fmt: skip
# Said by titles of walls, but also by comment forms and players on good pages
BOT_TITLE = re.compile(
    r"captcha|验证码|security check|access denied|robot|403 forbidden", re.IGNORECASE
)
FORM = re.compile(r"comment|disqus|kommentar|commentaire|video|player|评论|коммент", re.IGNORECASE)
CONSENT = re.compile(
    r"before you continue|we (?:value|respect|care about) your privacy|your privacy (?:choices"
    r"|matters)"
    r"|(?:use|using|accept(?:ing)?|manage|store) (?:of )?cookies|cookie (?:settings|preferences"
    r"|policy)"
    r"|consent|(?:akzeptieren|zustimmen|einwilligung|datenschutz)|nous (?:utilisons|respectons)"
    r"|accepter|consentement|privacidad|aceptar|consenso|accetta|privacy|cookies?|согласие"
    r"|zgod[aęy]|prywatno|同意|隐私",
    re.IGNORECASE,
)
# A part of each of those, sought first
CONSENT_STEMS = Stems(
    "before you", "privacy", "cookie", "consen", "akzeptieren", "zustimmen", "einwilligung",
    "datenschutz", "nous utilisons", "nous respectons", "accepter", "privacidad", "aceptar",
    "accetta", "согласие", "zgod", "prywatno", "同意", "隐私",
)  # fmt: skip
ERROR = re.compile(
    r"^\W*(?:(?:error|fehler|erreur|ошибка|błąd|errore|erro|hiba|σφάλμα|错误)?\s*:?\s*(?:404|410"
    r"|403|451|5\d\d)\b"
    r"|page (?:not found|doesn.t exist|unavailable|no longer exists)|(?:this |the )?page (?:you"
    r"|can.?t|could"
    r"|cannot)|not found|we can.t find|oops|sorry, (?:this|the|we) "
    r"|(?:die )?seite (?:wurde )?nicht gefunden"
    r"|page (?:introuvable|non trouvée)|p[áa]gina no (?:encontrada|existe)|pagina non trovata"
    r"|página não encontrada|pagina niet gevonden|страница не найдена"
    r"|strona nie (?:została znaleziona"
    r"|istnieje)|sayfa bulunamadı|η σελίδα δεν βρέθηκε|页面不存在|找不到|ページが見つかりません"
    r"|internal server error|bad gateway|service unavailable|forbidden|access denied)",
    re.IGNORECASE,
)
# Headings of pages that let nobody in, and of those that list what a search found
LOGIN = re.compile(
    r"^\W*(?:log ?in|sign ?(?:in|up)|register|create (?:an|your) account|anmelden|einloggen"
    r"|registrieren|login|se connecter|connexion|s.inscrire|accedi|registrati|iniciar sesión|entrar"
    r"|acceder|inloggen|aanmelden|zaloguj|logowanie|войти|вход|увійти|giriş yap|logga in|logg inn"
    r"|log ind|kirjaudu|σύνδεση|登录|登入|ログイン|로그인)\b",
    re.IGNORECASE,
)
SEARCHED = re.compile(
    r"\b(?:search results?|results for|suchergebnis\w*|ergebnisse für|résultats (?:de|pour)"
    r"|resultados (?:de|para|da)|risultati (?:della|per)|zoekresultaten|wyniki wyszukiwania"
    r"|результаты поиска|результати пошуку|arama sonuçları|sökresultat|søkeresultat)"
    r"|搜索结果|検索結果",
    re.IGNORECASE,
)
