# title: the image was never removed
# from: by-file
# fails: was-removed-again
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image load --input ahoy.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
