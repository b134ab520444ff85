"""What all tests share: hypothesis without a clock, since a busy machine is no defect."""

from hypothesis import settings

settings.register_profile("newsclean", deadline=None)
settings.load_profile("newsclean")
