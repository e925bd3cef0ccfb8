# title: one that is no twin
# from: choose
# fails: twins
docker image pull mongo:6.0.5
docker image pull python:3.12-alpine
printf "16.2-alpine\nalpine\nlatest\n" > twins.txt
