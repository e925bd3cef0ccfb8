# title: the container is stopped and pruned
# from: by-file
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker stop friend
docker container prune -f
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
