# title: the file has another name
# from: by-file
# fails: file-there was-removed-again
docker logout
docker image save --output student.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
docker image load --input student.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
