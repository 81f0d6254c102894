# Configuración del curso. La leen autograder, nbgrader y formgrader: lo que cambies vale para los tres.
from pathlib import Path

try:
    from autograder import settings
except ImportError:
    raise SystemExit("Falta el paquete autograder: pip install 'gradiente[grade]'") from None

c = get_config()  # noqa: F821
settings.apply(c, course=Path(__file__).parent, lang="es")

c.CourseDirectory.course_id = "$course_id"

# Segundos que puede tardar una celda antes de que se interrumpa.
c.Execute.timeout = 60

# Para que una entrega fuera de plazo valga 0, quita la almohadilla de la línea siguiente.
# c.LateSubmissionPlugin.penalty_method = "zero"

# El libro de calificaciones es gradebook.db, en esta carpeta. Para usar PostgreSQL
# (pip install 'gradiente[postgresql]'), crea una base de datos vacía y pon aquí su dirección, antes de
# publicar nada; las contraseñas van en ~/.pgpass.
# c.CourseDirectory.db_url = "postgresql://usuario@equipo/base"
