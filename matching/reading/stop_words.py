"""Everyday words: none of them is a name with a slip, and none of them is left unread."""

from __future__ import annotations

import re

_EVERYDAY = frozenset(
    """
    teaches taught llamo chamo appelle nombre media music magic
    about abroad actually after again aged agency along already also always amazing anything
    call called calling cannot dreams dreaming dreamt move moving survivors victims
    anyone anywhere around because been before being best better between both bring british
    bucks budget career cause central cheap christmas church clinical come comes coming
    could couple course currently days definitely degree different doing dollars during each
    early easter elective else enough european even ever every everything excellent
    experience experienced family fairly father feel field first flight flights flexible
    fluent free friend friends from fully general get going good great group happily happy
    hard have having health help here home hope hoping hours house hubby husband ideally
    ideas including interested into join just keen kind kinda language languages last later
    least leave level licence license licensed life like little live long looking love
    lovely made mainly make many married maybe meaningful medical might mind minimum mission
    missions moment month months more most mostly mother mother's mum much must myself near
    nearly need needed needs never new nice north only open option organisation organization
    other others over overseas own paid part partner passport past patients pay people
    perfect perhaps place placement places plan please position possible posts practice
    prefer preferably preference probably program project quite rather ready really recently
    religious room same salary saved second secular serve service several short should since
    single skills small some someone something sometime somewhere soon sorry south speak
    special spend spring start starting stay still stipend strong stuff summer supervised
    support sure take team than thanks that their them then there these they thing things
    think thinking third this those though three through time times tips together tongue
    travel trip trips under until used using usually very visit volunteer volunteering wait
    want wanted weeks well were what when where which while who whole wife will willing
    winter with within without work worked working works world would year years young your
    yourself qualified trained training trainer child china chin cheers night light right
    table nurse's train paper river lucky money could've greek native spoken basic advanced
    asked looks passionate dedicated covered cover ship's engineer oxygen machines repair
    fixing board tengo tiene puedo quiero busco hablo anos semanas meses experiencia desde
    hasta para como pero libre algo nada mucho poco despues trabajo trabajar ayuda ayudar
    todo profesional sueldo necesito soy con sin una unos posso quero procuro tenho falo
    depois trabalhar trabalho preciso qualquer lugar profissao ultimo ano passagem
    hospedagem paguem topo fluente basico organizacao cristao sozinho viajar online semana
    parole parle cherche veux peux semaines depuis jusqu apres avant travail travailler
    notre nous moi meme salaire enfants mari femme dispo maxi pied leve langue maternelle
    retraite avec pour dans sans orthodox masters doctorate nights normal manager minor
    miner nation national nations nature neither notice number office often older ones
    outside pants party patient person phase piece plane point power pretty price primary
    private problem proper public quick quiet reach reason region remote rest return round
    school sector senior serious seven share side sister situation sleep social sound spent
    staff stage state states station story street student study subject such system taken
    talk teach tell terms thank title today town trade trust turn twenty type typical union
    unit upon usual value various village wages walk warm water weekend western whatever
    white woman women word worth write wrong bible bored brother build burnt busy camera
    camps canal caring chance change charge check choice city class clean clear close coast
    cold college common contact content country courses cross culture daily dance date
    daughter dear deep demand depend desire difficult direct doctors doors dream drive
    easily eight either email end english equally event exact example expect extra eyes fact
    fair faith feeling felt find fine finish finished flying food foot form former found
    fresh friendly front full fun available based speaker afraid required anytime clinic's
    scared consider deployments preferred obviously disponible suis serais cualquier pais
    ciudad licencia ficar queria ajudar umas uns perto casa moro gostaria presupuesto
    orcamento voluntariado zona regiao merci gracias obrigado cerca chez partir dela dele
    wherever whichever anybody somebody nobody nothing none twice back speaks spoke wants
    wanting asking offering offers offered give gives giving given grateful hello regards
    team's presently interests skill dont cant wont ideal happier except considering style
    local hate heat posting certified poste pourrais aimerais voudrais souhaite souhaiterais
    encore toute tous toutes plutot aussi peut etre environ quisiera gustaria tambien puede
    pueda prefiero cualquiera ademas actualmente tiempo sobre todos todas otras otros
    prefiro tambem atualmente tempo outras outros ainda mesmo onde aonde quando quem
    """.split()
)  # fmt: skip
_SMALL_WORD = re.compile(r"[a-z]{1,3}(?:'[a-z]+)?|[0-9]+")


def is_everyday(word: str) -> bool:
    """Whether a folded word is one that everybody writes of anything.

    Examples
    --------
    >>> is_everyday("somewhere"), is_everyday("opthalmologist")
    (True, False)
    """
    return (
        word in _EVERYDAY
        or bool(_SMALL_WORD.fullmatch(word))
        or word.endswith(("'s", "'d", "'ll", "'ve", "'re", "n't"))
    )
