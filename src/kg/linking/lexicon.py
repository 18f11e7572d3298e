"""The names of what inspections of services for children speak of: one matter a line, its names parted by bars.

Names in capitals are matched as they are written, and so are those after an equals sign; the rest by their stems.
"""

from __future__ import annotations

GROUPS = """
    incare: looked after children | looked after | children in care | child in care | children in our care
      | in our care | in your care | in their care | in its care | in the care of | care experienced children | CIC
      | CLA | LAC | in the council's care | in the local authority's care
    careleaver: care leavers | leaving care | care experienced young people | care experienced young adults
      | care experienced | young people leaving care | CL | CLs | formerly looked after
    inneed: children in need | child in need | CIN | children in need of help and protection
      | in need of help and protection | need help and protection | help and protection | in need of protection
      | on child protection plans | on child in need plans | on child protection and child in need plans
      | subject to child protection plans | subject of child protection plans | subject to a child protection plan
      | subjects of child protection plans | subject to child in need plans | on plans | on statutory plans
"""
"""Groups of children and young people: a statement about one group says nothing of another."""

MATTERS = """
    uasc: unaccompanied asylum seeking children | unaccompanied children | unaccompanied minors
      | unaccompanied young people | unaccompanied asylum seeking young people | unaccompanied asylum seeking | UASC
      | UAS children | UAS
    disabled: disabled children | children with disabilities | disabled children and young people
    homeless: homeless | homelessness | 16 and 17 year olds
    protectionplan: child protection plans | child protection plan | CP plans | CP plan | child protection planning
    needplan: child in need plans | children in need plans | CIN plans | child in need planning
    privatefostering: private fostering | privately fostered | private fostering arrangements | private foster carers
    homeeducated: elective home education | electively home educated | home education | home educated | EHE
      | educated at home | educated other than at school
    missingeducation: children missing education | missing from education | missing education
      | missing out on education | children missing out on education | CME | not in full time education
    missing: go missing | goes missing | going missing | went missing | missing from home | missing from care
      | missing episodes | missing children | missing incidents | episodes of missing | children missing from home
      | reported missing
    exploited: sexual exploitation | child sexual exploitation | child exploitation | criminal exploitation
      | exploitation | exploited | CSE | CCE | risk outside the home | ROTH | contextual safeguarding | county lines
      | extra familial harm | harm outside the home | harm outside their families
    unborn: unborn | pre birth | prebirth
    youngcarer: young carers | young carer
    bereaved: child death | child deaths
    neet: NEET | not in education employment or training | not in education training or employment
      | not in employment education or training
    eet: EET | in education employment or training | in education employment and training
      | education employment and training | education employment or training | education training and employment
      | training education and employment | employment education and training | employment education or training
    youthjustice: youth offending | youth justice | YOT | YOS | youth crime | in custody
    initialhealth: initial health assessments | initial health assessment | IHA | IHAs | IHA's
    reviewhealth: review health assessments | annual health assessments | health reviews | RHA | RHAs
    healthassessment: health assessments | health assessment
    healthhistory: health histories | health history | health passports | health passport | medical history
      | family health history | health information
    dental: dental | dentist | dentistry | dental checks | dental health | dental appointments
    emotionalhealth: emotional health | mental health | emotional and mental health | emotional wellbeing
      | emotional well being | CAMHS | child and adolescent mental health services | mental and emotional health
      | emotional health and wellbeing | mental health services | emotional needs | strengths and difficulties
    lifestory: life story work | life story | life story books | life stories | later life letters | later life
    advocacy: advocacy | advocate | advocates | independent visitors | independent visitor | independent visiting
      | advocacy services
    iro: independent reviewing officers | independent reviewing officer | independent reviewing service | IRO | IROs
      | IRO's | reviewing officers
    cpchair: child protection chairs | conference chairs | child protection conference chairs
      | child protection advisers
    review: looked after reviews | statutory reviews | children looked after reviews | looked after children reviews
      | children's reviews | LAC reviews | review meetings
    careplan: care plans | care plan | care planning
    pathwayplan: pathway plans | pathway plan | pathway planning
    pep: personal education plans | personal education plan | PEP | PEPs
    ehcplan: education health and care plans | education health and care plan | EHC plans | EHC plan | EHCP | EHCPs
      | EHCP's
    annualreview: annual review | annual reviews
    permanence: =permanence | =permanency | permanence planning | permanent homes | permanent placements
    permanencereport: child permanence reports | child permanence report
    parallel: parallel planning | twin tracking | concurrent planning | foster to adopt | fostering for adoption
      | early permanence
    sgo: special guardianship | special guardians | special guardianship orders | SGO | SGOs
    connectedcarer: connected carers | connected person | connected persons | kinship carers | kinship care | kinship
      | family and friends carers | friends and family carers | friends and family | family and friends
      | connected person's | placed with family or friends
    withparents: placed with parents | placement with parents | live with their parents | at home with their parents
      | living at home with their parents | return home to their parents | placed at home
      | live at home with their parents | return home to live with their parents | home with parents
      | care orders at home | placed with their parents | living with parents
    reunification: reunification | return home from care | returning home from care
    fostercarer: foster carers | foster carer | foster families | foster care | fostering service | fostering
    sufficiency: placement sufficiency | sufficiency of placements | sufficiency strategy | =sufficiency
      | range of placements | choice of placements | placement choice | placement options | local placements
      | insufficient placements | range and choice of placements | placement availability | availability of placements
      | sufficient placements | lack of placements | shortage of placements | sufficient homes
    stability: placement stability | placement moves | stability of placements | placement breakdown
      | placement instability | multiple moves | stability meetings | placement disruption | moves of placement
      | changes of placement | placement changes | stable homes | stable placements
    outofarea: out of area | out of borough | out of county | out of authority | placed at a distance | at a distance
      | at distance | outside the local authority area | outside the borough | long distance from | out of city
    unregistered: unregistered children's homes | unregistered settings | unregistered placements | unregistered
      | unregulated | unregistered provision | unregulated placements | unregistered homes
    bedandbreakfast: bed and breakfast | bed breakfast | B&B | hotel
    accommodation: accommodation | =housing | tenancy | tenancies | supported accommodation | housing options
    stayingput: staying put | staying close
    personaladviser: personal advisers | personal adviser | personal advisors | personal advisor | PA | PAs
    virtualschool: virtual school | virtual head | virtual school headteacher
    pupilpremium: pupil premium | pupil premium funding
    exclusion: exclusions | exclusion | excluded
    suspension: suspensions | suspension | suspended | fixed term exclusions | fixed period exclusions
    reducedtimetable: reduced timetables | reduced timetable | part time timetables | part time timetable | RTT
    alternativeprovision: alternative provision | alternative education | alternative education provision
    entitlements: rights and entitlements | entitlements | entitlement | local offer | care leavers offer | charter
    corporateparent: corporate parents | corporate parent | corporate parenting | corporate parenting board
      | corporate parenting panel
    members: elected members | =members | councillors | lead member | politicians | political leaders
    scrutiny: scrutiny | scrutiny committee | scrutiny panel | overview and scrutiny
    safeguardingboard: LSCB | local safeguarding children board | safeguarding children board | safeguarding board
      | safeguarding partnership | safeguarding children partnership | LSCP
    casereview: serious case reviews | serious case review | SCR | SCRs | rapid reviews | learning reviews
    performance: performance management | performance information | performance data | performance reports
      | performance reporting | management information | performance indicators | performance management information
      | accurate data | reliable data | performance framework | performance monitoring
    audit: audit | audits | auditing | audited | case file audits | case audits | case auditing | quality assurance
      | quality assurance framework | QA
    supervision: supervision | supervisions | supervised | reflective supervision | group supervision
      | supervision meetings | supervision records
    caseload: caseloads | caseload | workloads | workload
    workforce: recruitment and retention | agency staff | agency social workers | permanent workforce
      | stable workforce | workforce stability | staff turnover | turnover | permanent staff | vacancies
      | workforce strategy | recruit and retain | retain social workers | recruitment of social workers | workforce
    workerchange: changes of social worker | changes in social worker | changes of social workers
      | changes in social workers | change of social worker | change in social worker | consistent social worker
      | lasting relationships | trusting relationships | uninterrupted relationships | changes of worker
      | meaningful relationships | same social worker | continuity of social worker | social worker changes
      | longer term relationships | relationships with children
    chronology: chronologies | chronology
    familyhistory: children's histories | family history | family histories | case histories | parental histories
      | child's history | previous history | historical information
    parentassessment: parenting assessments | assessments of parenting capacity | parenting assessment
    ageassessment: age assessments | age assessment
    section47: child protection enquiries | section 47 enquiries | section 47 investigations | section 47 | s47
      | child protection investigations | child protection enquiry | statutory enquiries
    strategydiscussion: strategy meetings | strategy discussions | strategy meeting | strategy discussion
      | strategy discussions and meetings | strategy meetings and discussions
    cpconference: child protection conferences | child protection conference | initial child protection conference
      | initial child protection conferences | ICPC | ICPCs | review child protection conferences
    coregroup: core groups | core group | core group meetings
    fgc: family group conferences | family group conference | family group conferencing | family network meetings
    threshold: thresholds | threshold | threshold document | threshold decisions | threshold application
    frontdoor: front door | MASH | multi agency safeguarding hub | first response | contact and referral
      | single point of access | initial contact | contacts and referrals | integrated front door
      | contact referral and assessment | contact centre
    rereferral: re referrals | repeat referrals | repeat plans | second or subsequent | re referral
    consent: consent | parental consent
    earlyhelp: early help | early intervention | preventative services | prevention services | CAF
      | common assessment framework | early help assessments
    stepdown: step down | stepped down | step up | stepped up | step down arrangements | escalation and de escalation
    outofhours: out of hours | emergency duty team | EDT | emergency duty service
    lado: designated officer | local authority designated officer | LADO | allegations against professionals
      | allegations against adults | allegations management | allegations
    domesticabuse: domestic abuse | domestic violence | MARAC | multi agency risk assessment conferences
    neglect: neglect | neglectful | neglected | graded care profile
    substances: substance misuse | drug and alcohol | alcohol misuse | drugs and alcohol
    preproceedings: pre proceedings | public law outline | PLO | letters before proceedings
      | letter before proceedings | letters before action
    court: care proceedings | court proceedings | legal proceedings | family court | court work | courts
    directwork: direct work | purposeful work
    returninterview: return home interviews | return interviews | return home interview | return home conversations
      | return to home interviews | independent return interviews | RHI | RHIs | return conversations
    complaints: complaints | complaint | compliments
    diversity: identity | ethnicity | =cultural | culture and identity | identity and culture | diversity | equality
      | diverse needs | heritage
    contingency: contingency plans | contingency planning | contingency
    edgeofcare: edge of care | edge of entering care | prevent entry to care | remain with their families
    fgm: female genital mutilation | FGM
    radicalisation: radicalisation | radicalised | PREVENT duty | extremism
    forcedmarriage: forced marriage | honour based violence | honour based abuse
    disruption: disruption | disrupt | disrupting
    mapping: mapping | mapped | hotspots
    intelligence: intelligence | push and pull factors
    adoption: adoption | adopted | adoptive | adoptions | adoption service | adopt
    adopter: =adopters | =adopter | prospective adopters | adoptive parents | adoptive families | potential adopters
    contact: contact with their families | contact arrangements | family time | supervised contact
    intouch: in touch | keeping in touch | lost contact | in contact with | frequent contact | regular contact
      | keep in contact | maintain contact | maintaining contact | not in contact | re establish contact
    preparation: independence | independent living | preparation for independence | preparing for adulthood
      | preparation for adulthood | transition to adulthood | transitions to adulthood | transition into adulthood
      | adult life | independence skills | adulthood
    transition: transition | transitions | transition planning | transition to adult services
      | transfer to adult services | move to adult services
    highereducation: higher education | university
    attainment: attainment | educational attainment | achieve well | educational achievement | educational outcomes
      | academic | GCSE | attain
    attendance: school attendance | absence | persistent absence | attend school | attendance at school
    shortbreaks: short breaks | short break | respite
    jointcommissioning: joint commissioning | jointly commissioned | jointly commission
      | joint commissioning arrangements
    jsna: joint strategic needs assessment | JSNA | needs analysis
    healthvisitor: health visitors | health visitor | healthy child programme | developmental checks | health visiting
    earlyyears: early years | nursery | nurseries | childcare | childminders | private voluntary and independent
    schoolnurse: school nurses | school nurse | school nursing
    autism: autism | autistic | autistic spectrum | ASD | neurodevelopmental | neurodiverse | neurodiversity
      | autism spectrum
    adhd: ADHD | attention deficit hyperactivity disorder | attention deficit
    speech: speech and language | speech and language therapy | SALT | speech language and communication
    therapies: therapies | therapy | occupational therapy | therapists
    dco: designated clinical officer | DCO | designated medical officer | DMO | designated social care officer | DSCO
    parentforum: parent carer forum | parent carers forum | PCF | parents and carers forum
    selfevaluation: self evaluation | self assessment | self evaluations
    improvementplan: improvement plan | action plan | improvement plans | action plans | improvement board
    disabledteam: disabled children's team | children with disabilities team
    probation: probation | NPS | CRC | community rehabilitation company
    safetyagreement: safety agreements | written agreements | working agreements | child safety agreements
    safetyplan: safety plans | safety plan | safety planning
    privatelaw: private law
    viability: viability assessments
    discharge: discharge of care orders | revocation
    sibling: brothers and sisters | siblings | sibling
    fathers: fathers | absent fathers | male partners
    practicemodel: practice model | practice framework | restorative practice | signs of safety | family safeguarding
    standards: practice standards
    financial: savings | financial support | setting up home | leaving care grant | savings accounts
    documents: important documents | key documents | identity documents | passports | national insurance
"""
"""Matters of practice, provision and leadership; each says alone what is meant."""

COMMON = """
    oversight: management oversight | managerial oversight | oversight | management grip | managers oversee
      | senior management oversight
    casefile: case recording | case records | case files | case file | children's records | recordings | recording
      | case recordings | case record | records | electronic records
    riskassessment: risk assessments | risk assessment | assessment of risk | assessments of risk | analysis of risk
    childassessment: assessments | assessment | assessed | single assessments | assessing
    referral: referrals | referral | referred
    visit: visits | visited | visit | visiting | seen regularly | seen alone
    voice: voice of the child | voices | voice | wishes and feelings | views of children | children's views
      | views and experiences | child's voice | views | views wishes and feelings
    decision: decision making | decisions | decision
    childplan: plans | plan | planning | children's plans | plans for children
"""
"""Matters of all work with children: alone they mean that work, beside another matter a side of it."""

ASPECTS = """
    amount: =number | =numbers | =increase | =increased | =increasing | =sufficient | =range | =availability | =more
    specialneeds: SEND | SEN | special educational needs | special educational needs and disabilities
      | special educational needs and or disabilities
    casesystem: electronic case management system | recording system | electronic recording system | IT system
      | case management system | information system | electronic social care record
    participation: participation | participate | children in care council | involvement of children | consult
      | consultation | in care council | co production | co produced | coproduction | coproduced
      | engagement of children
    timely: timely | timeliness | timescales | on time | promptly | prompt | within timescale | within timescales
      | within regulatory timescales | within statutory timescales | swiftly | without delay | in time
      | drift and delay | drift or delay | drift | delay | delays | delayed
    smart: specific measurable | SMART | specific and measurable | outcome focused | outcomes focused
      | clear timescales | measurable outcomes | specific measurable achievable
    escalate: escalation | escalated | dispute resolution
    challenge: challenge | hold to account | held to account | holds to account
    rationale: rationale | reasons for decisions | reasons for their decisions
    matching: matching | matched | family finding | match
    commissioning: commissioning | commissioned | commissioners
    health: health services | health needs | physical health | health agencies | health partners
      | health professionals
    waiting: waiting times | waiting lists | waiting list | wait too long | waiting too long | waits | long waits
      | waiting
    identification: early identification | identification of needs | identification
    training: training | training needs | learning and development
    notification: notifications | notification | notify | notified
    police: police
    schools: schools | school leaders | headteachers
    governance: governance | governance arrangements
    strategicpartnership: strategic partnership | strategic partners | health and wellbeing board | children's trust
    transfer: transfer of cases | case transfer | transferred | transfer between teams
    leadership: permanent leadership | senior leadership | leadership
    capacity: sufficient capacity | capacity | resources
    policy: policies and procedures | policies | procedures | protocols | protocol | guidance
    learning: lessons | learning from | learn lessons
    feedback: feedback
    sharing: information sharing | sharing information | share information | shared information
      | information is shared
    idle: university hospital | university hospitals | plans are in place | plan is in place | plans in place
      | plan in place | clear plan is in place
    family: family members | members of their family | wider family | family member | extended family
    multiagency: multi agency | partner agencies | multi disciplinary | multiagency
"""
"""Sides of any matter: they say little alone."""
