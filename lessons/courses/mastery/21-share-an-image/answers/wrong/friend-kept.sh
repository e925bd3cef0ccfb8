# title: the friend still runs, so the image stayed
# from: by-file
# fails: was-removed-again
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
